import type { Database } from '../database/database.js';
import { fragments } from '../store/dialect.js';
import type { Handler, OnceHandler } from './queue.js';

/**
 * Makes a handler's effect happen once: the message's id and what the handler does through the transaction are committed together,
 * and a message that comes again is dropped.
 * @example await queue.consume('orders.created', once(database, 'billing', ({ body }, tx) => book(tx, body)));
 */
export function once(database: Database, consumer: string, handler: OnceHandler): Handler {
  const { now } = fragments[database.dialect];
  return (delivery) =>
    database.transaction(async (transaction) => {
      const first = await transaction.query(
        `insert into saga_inbox (consumer, mid, at) values ($1, $2, ${now}) on conflict do nothing returning mid`,
        [consumer, delivery.id],
      );
      if (first.length > 0) await handler(delivery, transaction);
    });
}

/** Forgets messages older than `olderThanMs` (default 30 days): longer than any broker keeps one. Gives how many. */
export async function pruneInbox(database: Database, olderThanMs = 30 * 86_400_000): Promise<number> {
  const { later } = fragments[database.dialect];
  return (await database.query(`delete from saga_inbox where at < ${later('$1')} returning mid`, [-olderThanMs])).length;
}
