import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Libsql from 'libsql';
import { sleep } from '@occwo/core';
import type { Clock } from '@occwo/core';
import { transactionOver } from './database.js';
import type { Database, Row, Transaction } from './database.js';

type Driver = InstanceType<typeof Libsql>;
type Statement = ReturnType<Driver['prepare']>;

/** One connection of one process: synchronous, so its users take turns. */
export interface SqliteConnection {
  /** A prepared statement, kept. `$1` is turned into `?1`. */
  prepare(sql: string): Statement;
  /** Runs `work` in one transaction, with one sync to the disk, while nobody else has the connection. Waits while another process writes. */
  write<Result>(work: () => Result): Promise<Result>;
}

/** How long another process may hold the write lock. */
const busyLimitMs = 15_000;

const isBusy = (error: unknown): boolean =>
  typeof (error as { code?: unknown } | null)?.code === 'string' && /^SQLITE_(BUSY|LOCKED)/.test((error as { code: string }).code);

const bindable = (value: unknown): unknown =>
  value === undefined ? null : typeof value === 'boolean' ? Number(value) : value;

/** Opens a SQLite file: write-ahead log, synced at every commit, so that neither `kill -9` nor a power cut loses what was answered. */
export async function openSqlite(file: string, clock: Clock): Promise<Database> {
  if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const driver = new Libsql(file);
  const statements = new Map<string, Statement>();
  let turn: Promise<unknown> = Promise.resolve();
  /** Tells code inside an open transaction from code that may queue. */
  const inside = new AsyncLocalStorage<{ open: boolean }>();

  const prepare = (sql: string): Statement => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = driver.prepare(sql.replace(/\$(\d+)/g, '?$1'))));
    return statement;
  };
  const query = <Result extends Row>(sql: string, parameters: readonly unknown[] = []): Result[] => {
    const statement = prepare(sql);
    const values = parameters.map(bindable);
    if (statement.reader) return statement.all(values) as Result[];
    statement.run(values);
    return [];
  };
  /** The connection's queue: one at a time. */
  const alone = <Result>(work: () => Promise<Result> | Result): Promise<Result> => {
    if (inside.getStore()?.open) {
      return Promise.reject(new Error('This would wait for the transaction that it is part of: query through the transaction instead'));
    }
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  /** Another process may hold the lock: the driver would block this whole process, so we wait ourselves. */
  const patiently = async <Result>(work: () => Result): Promise<Result> => {
    const started = clock.monotonic();
    for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 25)) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || clock.monotonic() - started > busyLimitMs) throw error;
        await sleep(clock, pauseMs);
      }
    }
  };
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'foreign_keys=ON']) await patiently(() => driver.pragma(pragma));
  const begin = () => patiently(() => driver.exec('begin immediate'));

  return {
    dialect: 'sqlite',
    connection: {
      prepare,
      write: (work) =>
        alone(async () => {
          await begin();
          return committing(driver, work);
        }),
    },
    query: (sql, parameters) => alone(() => patiently(() => query(sql, parameters))),
    transaction: (work) =>
      alone(async () => {
        await begin();
        const tasks: (() => void)[] = [];
        const transaction: Transaction = {
          query: async (sql, parameters) => {
            if (!mark.open) throw new Error(transactionOver);
            return query(sql, parameters);
          },
          afterCommit: (task) => void tasks.push(task),
        };
        const mark = { open: true };
        let result;
        try {
          result = await inside.run(mark, () => work(transaction)).finally(() => (mark.open = false));
        } catch (error) {
          rollBack(driver);
          throw error;
        }
        committing(driver, () => undefined);
        for (const task of tasks) task();
        return result;
      }),
    close: () => alone(() => void driver.close()),
  };
}

function rollBack(driver: Driver): void {
  if (driver.inTransaction) driver.exec('rollback');
}

function committing<Result>(driver: Driver, work: () => Result): Result {
  try {
    const result = work();
    driver.exec('commit');
    return result;
  } catch (error) {
    rollBack(driver);
    throw error;
  }
}
