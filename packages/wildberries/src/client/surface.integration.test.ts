import { memoryLimiter } from '@occwo/core/client';
import { trySurface } from '@occwo/core/testing';
import { sandboxToken, startWildberriesSandbox } from '@occwo/wildberries/sandbox';
import { expect, it } from 'vitest';
import { operations } from '../generated/operations.js';
import { schemas } from '../generated/schemas.js';
import { createWildberries } from './create-wildberries.js';

it('sends what the documents want for every operation, and gets an answer that passes its schema', async () => {
  const sandbox = await startWildberriesSandbox({ limits: false, stateless: true });
  const tryWith = (type: 'personal' | 'service') =>
    trySurface({
      operations, schemas, hosts: sandbox.hosts,
      // Three operations are for services of the catalogue only, nine for personal tokens only.
      only: ({ access = '' }) => (type === 'service') === access.endsWith(':service'),
      connect: (transport) =>
        createWildberries({ token: sandboxToken({ type }), hosts: sandbox.hosts, transport, retries: 0, replies: 'strict', limiter: memoryLimiter() }),
    });
  expect(await tryWith('personal')).toEqual({ calls: 305, problems: [] });
  expect(await tryWith('service')).toEqual({ calls: 3, problems: [] });
  await sandbox.close();
  expect(sandbox.requests.size).toBe(308);
}, 120_000);
