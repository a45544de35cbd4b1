import { systemClock } from '@occwo/core';
import type { Clock, Logger } from '@occwo/core';
import type { Database, Row } from '../database/database.js';
import { errorText } from '../runner/error-text.js';
import { silent } from '../runner/options.js';
import { fragments } from '../store/dialect.js';
import { UnroutableError } from './errors.js';
import { delayBefore, delayLadder } from './queue.js';
import type { ConsumeOptions, DeadLetter, Delivery, Handler, Queue, Subscription } from './queue.js';

export interface DatabaseQueueOptions {
  readonly database: Database;
  /** Pauses between attempts, in milliseconds. Default 1 s, 5 s, 30 s, 5 min, 1 h. */
  readonly delays?: readonly number[];
  /** How often a consumer looks for messages of other processes. Default 100. */
  readonly pollMs?: number;
  /** A message whose consumer died is delivered again after this time. Default 60 000: longer than any handler takes. */
  readonly leaseMs?: number;
  readonly clock?: Clock;
  readonly log?: Logger;
}

/** A queue in the database's own tables, for one machine without a broker: as durable as the sagas beside it. */
export function databaseQueue(options: DatabaseQueueOptions): Queue {
  const { database, delays = delayLadder, pollMs = 100, leaseMs = 60_000, clock = systemClock, log = silent } = options;
  const { now, later, among, list, skipLocked } = fragments[database.dialect];
  const consumers = new Map<string, Set<() => void>>();
  const subscriptions = new Set<Subscription>();
  const at = (topic: string, group: string) => `${topic}\n${group}`;

  const declare = async (topic: string, group = 'default') =>
    void (await database.query('insert into saga_queue_group (topic, consumers) values ($1, $2) on conflict do nothing', [topic, group]));

  /** Takes messages that are due, hiding them from others for the time of the lease. */
  const take = (topic: string, group: string, limit: number): Promise<Row[]> =>
    database.query(
      `update saga_queue set due = ${later('$4')} where id in (
         select id from saga_queue where topic = $1 and consumers = $2 and due <= ${now} and not dead order by due, id limit $3${skipLocked})
       returning id, mid, topic, key, body, headers, attempt`,
      [topic, group, limit, leaseMs],
    );

  async function settle(row: Row, attempts: number, handler: Handler): Promise<void> {
    const delivery = toDelivery(row);
    try {
      await handler(delivery);
      await database.query('delete from saga_queue where id = $1', [row['id']]);
    } catch (error) {
      const isDead = delivery.attempt >= attempts;
      const reason = errorText(error);
      if (isDead) log.error(`queue: a message of "${delivery.topic}" is dead after ${delivery.attempt} attempts: ${reason}`, { id: delivery.id });
      await database.query(
        `update saga_queue set dead = $2, reason = $3, attempt = $4, due = ${later('$5')} where id = $1`,
        [row['id'], isDead, reason, isDead ? delivery.attempt : delivery.attempt + 1, delayBefore(delivery.attempt + 1, delays)],
      );
    }
  }

  async function consume(topic: string, handler: Handler, { group = 'default', prefetch = 50, attempts = 6 }: ConsumeOptions = {}): Promise<Subscription> {
    await declare(topic, group);
    const running = new Set<Promise<void>>();
    let stopped = false;
    let wake = () => {};
    const pause = (milliseconds: number) =>
      new Promise<void>((resolve) => {
        const cancel = clock.schedule(resolve, milliseconds);
        wake = () => {
          cancel();
          resolve();
        };
      });
    const onNews = () => wake();
    const loop = async () => {
      while (!stopped) {
        const room = prefetch - running.size;
        const rows = room > 0 ? await take(topic, group, room).catch(() => [] as Row[]) : [];
        for (const row of rows.sort((left, right) => Number(left['id']) - Number(right['id']))) {
          const work: Promise<void> = settle(row, attempts, handler)
            // The lease of the message ends by itself, and it comes again.
            .catch((error: unknown) => log.warn('queue: a message could not be settled', { error: errorText(error) }))
            .finally(() => {
              running.delete(work);
              wake();
            });
          running.add(work);
        }
        if (rows.length === 0 || running.size >= prefetch) await pause(pollMs);
      }
      await Promise.all(running);
    };
    const set = consumers.get(at(topic, group)) ?? new Set();
    consumers.set(at(topic, group), set.add(onNews));
    const done = loop();
    const subscription: Subscription = {
      stop: async () => {
        stopped = true;
        set.delete(onNews);
        subscriptions.delete(subscription);
        wake();
        await done;
      },
    };
    subscriptions.add(subscription);
    return subscription;
  }

  return {
    declare,
    consume,
    async publish({ id, topic, key, body, headers }) {
      const made = await database.query<{ consumers: string }>(
        `insert into saga_queue (topic, consumers, mid, key, body, headers, due)
         select topic, consumers, ${database.dialect === 'postgres' ? '$2::text, $3::text, $4::jsonb, $5::jsonb' : '$2, $3, $4, $5'}, ${now}
         from saga_queue_group where topic = $1 returning consumers`,
        [topic, id, key ?? null, JSON.stringify(body ?? null), headers ? JSON.stringify(headers) : null],
      );
      if (made.length === 0) throw new UnroutableError(topic);
      for (const { consumers: group } of made) for (const wake of consumers.get(at(topic, group)) ?? []) wake();
    },
    async lag(topic, group = 'default') {
      const [counts] = await database.query<{ ready: number; dead: number }>(
        `select coalesce(sum(case when dead then 0 else 1 end), 0) as ready, coalesce(sum(case when dead then 1 else 0 end), 0) as dead
         from saga_queue where topic = $1 and consumers = $2`,
        [topic, group],
      );
      return { ready: Number(counts?.ready), dead: Number(counts?.dead), consumers: consumers.get(at(topic, group))?.size ?? 0 };
    },
    async dead(topic, { group = 'default', limit = 100 } = {}) {
      const rows = await database.query(
        'select id, mid, topic, key, body, headers, attempt, reason from saga_queue where topic = $1 and consumers = $2 and dead order by id limit $3',
        [topic, group, limit],
      );
      return rows.map((row): DeadLetter => ({ ...toDelivery(row), reason: String(row['reason']) }));
    },
    async revive(topic, { group = 'default', limit = 100 } = {}) {
      const rows = await database.query<{ id: number }>('select id from saga_queue where topic = $1 and consumers = $2 and dead order by id limit $3', [topic, group, limit]);
      await database.query(
        `update saga_queue set dead = $2, attempt = 1, due = ${now} where id ${among('$1', 'bigint')}`,
        [list(rows.map(({ id }) => id)), false],
      );
      for (const wake of consumers.get(at(topic, group)) ?? []) wake();
      return rows.length;
    },
    close: async () => void (await Promise.all([...subscriptions].map((subscription) => subscription.stop()))),
  };
}

function toDelivery(row: Row): Delivery {
  return {
    id: row['mid'] as string,
    topic: row['topic'] as string,
    key: (row['key'] as string | null) ?? undefined,
    attempt: row['attempt'] as number,
    headers: row['headers'] === null ? {} : (JSON.parse(row['headers'] as string) as Record<string, string>),
    body: JSON.parse(row['body'] as string) as unknown,
  };
}
