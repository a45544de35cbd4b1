import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { sleep } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { Database } from '../database/database.js';
import type { News } from './store.js';

/** A NOTIFY in every commit would make commits queue on one lock (2.7 times slower, measured 2026-11): one in this time is enough. */
const throttleMs = 20;

/** Word between processes that there is something to do, so that it need not wait for a poll. The poll stays the safety net. */
export function postgresNews(database: Database & { dialect: 'postgres' }, clock: Clock): News {
  let announced = false;
  let named: Promise<string> | undefined;
  /** One channel a schema. */
  const channel = () =>
    (named ??= database.query<{ schema: string }>('select current_schema() as schema').then(([row]) =>
      `occwo_${createHash('sha256').update(row?.schema ?? '').digest('hex').slice(0, 16)}`));

  return {
    announce() {
      if (announced) return;
      announced = true;
      clock.schedule(() => {
        announced = false;
        // Lost news cost a poll's time, nothing else.
        channel().then((name) => database.query('select pg_notify($1, $2)', [name, ''])).catch(() => (named = undefined));
      }, throttleMs, { unref: true });
    },
    async listen(onNews) {
      let stopped = false;
      let client: PoolClient | undefined;
      const open = async (): Promise<void> => {
        const name = await channel();
        const own = await database.connection.checkOut();
        // The connection may break at any time, also after it was given back: an event without a listener would end the process.
        own.on('error', (error) => {
          if (client !== own) return;
          client = undefined;
          own.release(error);
          void keepTrying();
        });
        own.on('notification', onNews);
        try {
          await own.query(`listen ${name}`);
        } catch (error) {
          own.release(error as Error);
          throw error;
        }
        if (stopped) own.release(true);
        else client = own;
      };
      const keepTrying = async (): Promise<void> => {
        while (!stopped && !client) {
          await sleep(clock, 1_000);
          if (!stopped) await open().catch(() => undefined);
        }
      };
      await open().catch(() => void keepTrying());
      return () => {
        stopped = true;
        const own = client;
        client = undefined;
        // Destroyed, not reused: it still listens.
        own?.release(true);
      };
    },
  };
}
