import type { Logger } from '@occwo/core';
import type { Database, Sagas } from '@occwo/saga';
import { CliError } from '../../errors/cli-error.js';

/** Sends what sagas emit and takes what services reply. */
export interface Relay {
  /** Messages that wait to be sent. */
  backlog(): Promise<number>;
  stop(): Promise<void>;
}

/** Throws a `usage` error for an address that no queue has. The address itself may hold a password: it is not repeated. */
export function checkQueue(address: string): void {
  if (address !== 'database' && !/^amqps?:\/\//.test(address)) throw new CliError('usage', 'saga.queue-wrong');
}

export async function startRelay(address: string, database: Database, sagas: Sagas, log: Logger): Promise<Relay> {
  const { Outbox, databaseQueue, rabbitQueue, takeReplies } = await import('@occwo/saga/queue');
  const queue = address === 'database' ? databaseQueue({ database, log }) : rabbitQueue({ url: address, log });
  const outbox = new Outbox({ database, queue, log });
  outbox.start();
  // A broker that is away now is waited for beside the work, not before it.
  let isStopping = false;
  takeReplies(queue, sagas).catch((error: unknown) => {
    if (!isStopping) log.error('queue: replies are not taken', { error: error instanceof Error ? error.message : String(error) });
  });
  return {
    backlog: async () => (await outbox.backlog()).count,
    async stop() {
      isStopping = true;
      await outbox.stop();
      await queue.close();
    },
  };
}
