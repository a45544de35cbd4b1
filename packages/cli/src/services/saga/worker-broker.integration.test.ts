import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSagas, openDatabase } from '@occwo/saga';
import type { Database, Sagas } from '@occwo/saga';
import { rabbitQueue, serveCommands } from '@occwo/saga/queue';
import type { Queue } from '@occwo/saga/queue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokerUrl, hasBroker, removeTopics } from '../../../../saga/test/broker.js';
import { asking, askingTopics } from '../../testing/asking-sagas.js';
import { buildIfNeeded, cliFolder, startOccwo } from '../../testing/built-cli.js';

describe.skipIf(!(await hasBroker()))('a worker with RabbitMQ', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-saga-broker-'));
  const file = path.join(folder, 'saga.sqlite');
  const told: unknown[] = [];
  let database: Database;
  let sagas: Sagas;
  let queue: Queue;
  beforeAll(async () => {
    await buildIfNeeded();
    database = await openDatabase(file);
    sagas = createSagas({ database, definitions: [asking] });
    queue = rabbitQueue({ url: brokerUrl });
    await serveCommands(queue, askingTopics.ask, ({ body }) => ({ stock: (body as { saga: string }).saga.length }));
    await queue.consume(askingTopics.told, async ({ body }) => void told.push(body));
  }, 240_000);
  afterAll(async () => {
    await queue.close();
    await removeTopics([...Object.values(askingTopics), await sagas.replyTopic()]);
    await sagas.stop();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('sends commands, takes replies, and sends what steps emit', async () => {
    const worker = startOccwo(['saga', 'work', '--module', path.join(cliFolder, 'src/testing/asking-sagas.ts'), '--database', file, '--health', '0.2s', '--queue', brokerUrl]);
    await worker.until(/Worker of asking@1/);
    const key = randomUUID();
    const { finished } = await sagas.start(asking, { key, input: null });
    expect(await finished({ timeoutMs: 30_000 })).toMatchObject({ status: 'completed', results: { ask: { stock: 36 } } });
    await expect.poll(() => told, { timeout: 10_000 }).toContainEqual({ saga: key, stock: 36 });
    await worker.until(/outbox 0/);
    worker.interrupt();
    const { code, out, err } = await worker.ended;
    expect(code, err).toBe(0);
    // The address holds a password.
    expect(out + err).not.toContain(new URL(brokerUrl).password || 'no password');
  }, 60_000);
});
