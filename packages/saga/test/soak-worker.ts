// One worker of the soak, in a process of its own: drives sagas, relays the outbox, serves the commands and takes the replies.
import { createSagas, openDatabase } from '../src/index.js';
import type { Database } from '../src/index.js';
import { databaseQueue, once, Outbox, rabbitQueue, serveCommands, takeReplies } from '../src/queue/index.js';
import { noteEffect, soakSaga } from './soak-saga.js';

export interface SoakJob {
  readonly url: string;
  /** Absent: messages go by the database's own queue. */
  readonly broker?: string | undefined;
  readonly topics: { readonly ask: string; readonly told: string };
}

const job = JSON.parse(process.argv[2] as string) as SoakJob;
const { topics } = job;

async function openPatiently(): Promise<Database> {
  for (;;) {
    try {
      return await openDatabase(job.url, { onIdleError: () => {}, connections: 8 });
    } catch {
      // It is being restarted just now.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function main(): Promise<void> {
  const database = await openPatiently();
  const delays = [100, 500];
  const queue = job.broker
    ? rabbitQueue({ url: job.broker, delays, publishTimeoutMs: 10_000 })
    : databaseQueue({ database, delays, pollMs: 50, leaseMs: 2_000 });
  const sagas = createSagas({ database, definitions: [soakSaga(database, topics)], leaseMs: 1_500, pollMs: 50, holdMs: 100, concurrency: 64 });
  for (;;) {
    const isWorking = await sagas.work().then(() => true, () => false);
    if (isWorking) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  new Outbox({ database, queue, pollMs: 50, leaseMs: 1_500 }).start();
  process.stdout.write('{"type":"ready"}\n');
  const persistently = async (consume: () => Promise<unknown>): Promise<void> => {
    while (!(await consume().then(() => true, () => false))) await new Promise((resolve) => setTimeout(resolve, 100));
  };
  const options = { attempts: 1_000 };
  await Promise.all([
    persistently(() => takeReplies(queue, sagas, options)),
    persistently(() => queue.consume(topics.told, once(database, 'told', ({ body }, tx) => noteEffect(tx, (body as { saga: string }).saga, 'told')), options)),
    persistently(() => serveCommands(queue, topics.ask, async (command) => {
      await once(database, 'ask', ({ body }, tx) => noteEffect(tx, (body as { saga: string }).saga, 'ask:run'))(command);
      return { ref: command.id };
    }, options)),
  ]);
}

void main();
