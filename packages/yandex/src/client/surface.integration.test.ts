import { memoryLimiter } from '@occwo/core/client';
import { trySurface } from '@occwo/core/testing';
import { startYandexSandbox } from '@occwo/yandex/sandbox';
import { expect, it } from 'vitest';
import { operations } from '../generated/operations.js';
import { schemas } from '../generated/schemas.js';
import { createYandex } from './create-yandex.js';

it('sends what the document wants for every operation, and gets an answer that passes its schema', async () => {
  const sandbox = await startYandexSandbox({ limits: false, stateless: true });
  const tried = await trySurface({
    operations, schemas, hosts: sandbox.hosts,
    connect: (transport) => createYandex({ ...sandbox.credentials, hosts: sandbox.hosts, transport, retries: 0, replies: 'strict', limiter: memoryLimiter() }),
  });
  await sandbox.close();
  expect(tried).toEqual({ calls: 165, problems: [] });
  expect(sandbox.requests.size).toBe(165);
}, 120_000);
