import { randomUUID } from 'node:crypto';
import { systemClock } from '@occwo/core';
import type { Clock, Logger } from '@occwo/core';
import type { Database, Queryable, Row } from '../database/database.js';
import { errorText } from '../runner/error-text.js';
import { silent } from '../runner/options.js';
import { addressed } from '../runner/reply-address.js';
import { fragments } from '../store/dialect.js';
import { insertMessage } from '../store/insert.js';
import { replyTopic } from '../store/reply-topic.js';
import type { Queue, QueueMessage } from '../queue/queue.js';

export interface OutboxOptions {
  readonly database: Database;
  readonly queue: Pick<Queue, 'publish'>;
  /** Default 100. */
  readonly pollMs?: number;
  /** Messages a batch. Default 500. */
  readonly batch?: number;
  /** Milliseconds after which another relay takes over from one that died. Default 10 000. */
  readonly leaseMs?: number;
  readonly clock?: Clock;
  readonly log?: Logger;
}

interface OutboxRow extends Row {
  readonly id: number;
  readonly mid: string;
  readonly topic: string;
  readonly key: string;
  readonly body: string;
  readonly headers: string | null;
}

/** Rows that were committed late may lie before the cursor: look from the beginning this often. */
const rewindMs = 1_000;

/**
 * The transactional outbox: messages are written with what they tell of, and sent afterwards, at least once and in order per key.
 * Steps of sagas write to it by `emit`; your own transactions by `add`. One relay sends at a time, however many are started.
 */
export class Outbox {
  private readonly holder = randomUUID();
  private readonly clock: Clock;
  private readonly log: Logger;
  private stopped = true;
  private loop: Promise<void> = Promise.resolve();
  private wake: (() => void) | undefined;
  /** How far this sweep has come, and the keys that have to wait for the next one. */
  private cursor = 0;
  private readonly blocked = new Set<string>();
  private rewoundAt = 0;
  /** Where replies to commands belong. */
  private replies = '';

  constructor(private readonly options: OutboxOptions) {
    this.clock = options.clock ?? systemClock;
    this.log = options.log ?? silent;
  }

  /** Writes a message in your transaction: it is sent if and only if that commits. */
  add(transaction: Queryable, message: Omit<QueueMessage, 'id'> & { id?: string }): Promise<void> {
    return insertMessage(this.options.database.dialect, transaction, { ...message, key: message.key ?? message.topic });
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.loop;
    await this.options.database.query('delete from saga_lock where name = $1 and holder = $2', ['outbox', this.holder]);
  }

  /** How many messages wait to be sent, and the age of the oldest in milliseconds. */
  async backlog(): Promise<{ readonly count: number; readonly oldestMs: number }> {
    const { now, milliseconds } = fragments[this.options.database.dialect];
    const [row] = await this.options.database.query<{ count: number; oldest: number | null }>(
      `select count(*) as count, ${milliseconds(now)} - min(${milliseconds('at')}) as oldest from saga_outbox`,
    );
    return { count: Number(row?.count), oldestMs: row?.oldest ?? 0 };
  }

  private async run(): Promise<void> {
    const { pollMs = 100, batch = 500 } = this.options;
    for (let failures = 0; !this.stopped; ) {
      let seen = 0;
      try {
        if (await this.hold()) seen = await this.relay(batch);
        failures = 0;
      } catch (error) {
        failures += 1;
        this.log.warn('outbox: could not send, will try again', { error: errorText(error) });
      }
      if (seen < batch && !this.stopped) await this.pause(pollMs * 2 ** Math.min(failures, 6));
    }
  }

  /** Takes or keeps the right to send. */
  private async hold(): Promise<boolean> {
    const { now, later } = fragments[this.options.database.dialect];
    const rows = await this.options.database.query(
      `insert into saga_lock (name, holder, expires) values ($1, $2, ${later('$3')})
       on conflict (name) do update set holder = excluded.holder, expires = excluded.expires
       where saga_lock.holder = excluded.holder or saga_lock.expires < ${now} returning name`,
      ['outbox', this.holder, this.options.leaseMs ?? 10_000],
    );
    return rows.length > 0;
  }

  /** Sends a batch: keys side by side, within a key one after the other, and none past one that failed. Gives how many it met. */
  private async relay(limit: number): Promise<number> {
    const { database } = this.options;
    if (this.clock.monotonic() - this.rewoundAt > rewindMs) {
      this.cursor = 0;
      this.blocked.clear();
      this.rewoundAt = this.clock.monotonic();
    }
    const rows = await database.query<OutboxRow>(
      'select id, mid, topic, key, body, headers from saga_outbox where id > $1 order by id limit $2',
      [this.cursor, limit],
    );
    const byKey = new Map<string, OutboxRow[]>();
    if (rows.length > 0) this.replies ||= await replyTopic(database);
    for (const row of rows) {
      const same = byKey.get(row.key);
      if (same) same.push(row);
      else if (!this.blocked.has(row.key)) byKey.set(row.key, [row]);
    }
    const sent: number[] = [];
    await Promise.all([...byKey].map(([key, messages]) => this.sendInOrder(key, messages, sent)));
    const { among, list } = fragments[database.dialect];
    if (sent.length > 0) await database.query(`delete from saga_outbox where id ${among('$1', 'bigint')}`, [list(sent)]);
    this.cursor = rows.at(-1)?.id ?? this.cursor;
    return rows.length;
  }

  private async sendInOrder(key: string, messages: readonly OutboxRow[], sent: number[]): Promise<void> {
    for (const { id, mid, topic, body, headers } of messages) {
      try {
        await this.options.queue.publish({ id: mid, topic, key, body: JSON.parse(body), headers: headers ? addressed(JSON.parse(headers) as Record<string, string>, this.replies) : undefined });
        sent.push(id);
      } catch (error) {
        // Later messages of this key would overtake it: they wait for the next sweep. Other keys go on.
        this.blocked.add(key);
        this.log.warn('outbox: a message could not be sent, will try again', { topic, id: mid, error: errorText(error) });
        return;
      }
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.wake = undefined;
        resolve();
      };
      const cancel = this.clock.schedule(done, milliseconds);
      this.wake = done;
    });
  }
}
