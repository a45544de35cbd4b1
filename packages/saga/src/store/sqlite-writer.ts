import type { Database } from '../database/database.js';
import type { SqliteConnection } from '../database/sqlite.js';
import { Batcher } from './batcher.js';
import type { Pending } from './batcher.js';
import { fragments } from './dialect.js';
import type { HotWriter } from './hot-writer.js';
import { appendInsert, appendValues, taken } from './insert.js';
import { releaseUpdate, releaseValues } from './release.js';
import { rowOfNew, sagaColumns, toSagaRow } from './rows.js';
import type { Append, AppendAnswer, NewSaga, Release, StartAnswer } from './store.js';

type Write = { start: NewSaga } | { append: Append } | { release: Release };

const { now } = fragments.sqlite;

const sql = {
  now: `select ${now} as now, (select max(expires) from saga_worker where id = $1) as expires`,
  start: `insert into saga (name, version, fingerprint, key, input, input_hash, parent, deadline, owner, due, created)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) on conflict (name, key) do nothing`,
  find: `select ${sagaColumns('sqlite')} from saga where name = $1 and key = $2`,
  append: appendInsert('sqlite', '$15'),
  release: releaseUpdate('sqlite'),
};

/** All kinds of writes share one batch here: one transaction, one sync to the disk. */
export function sqliteWriter(database: Database & { dialect: 'sqlite' }): HotWriter {
  const { connection } = database;
  const batcher = new Batcher<Write, unknown>((batch) => flush(connection, batch));
  return {
    start: (saga) => batcher.add({ start: saga }) as Promise<StartAnswer>,
    append: (append) => batcher.add({ append }) as Promise<AppendAnswer>,
    release: (release) => batcher.add({ release }) as Promise<boolean>,
    close: async () => {},
  };
}

async function flush(connection: SqliteConnection, batch: Pending<Write, unknown>[]): Promise<void> {
  // A statement that fails takes back only itself, and its writer alone is told; the others commit.
  const answers = await connection.write(() => {
    const moment = momentOf(connection);
    return batch.map(({ write }) => {
      try {
        return { answer: perform(connection, write, moment) };
      } catch (error) {
        return { error };
      }
    });
  });
  for (const [index, { resolve, reject }] of batch.entries()) {
    const outcome = answers[index];
    if (outcome && 'answer' in outcome) resolve(outcome.answer);
    else reject(outcome?.error);
  }
}

/** The batch's time, and whether a worker is alive at it: asked once a batch. */
interface Moment {
  readonly now: number;
  isAlive(worker: string): boolean;
}

function momentOf(connection: SqliteConnection): Moment {
  const ask = (worker: string) => connection.prepare(sql.now).all([worker])[0] as { now: number; expires: number | null };
  const { now: start } = ask('');
  const alive = new Map<string, boolean>();
  return {
    now: start,
    isAlive(worker) {
      let is = alive.get(worker);
      if (is === undefined) alive.set(worker, (is = (ask(worker).expires ?? 0) > start));
      return is;
    },
  };
}

/** The driver's `get` leaves its statement half read, and the next use of it may see nothing (libsql 0.5.29): `run` and `all` only. */
function perform(connection: SqliteConnection, write: Write, { now: at, isAlive }: Moment): unknown {
  if ('append' in write) {
    const { saga, epoch, end } = write.append;
    const { changes } = connection.prepare(sql.append).run([...appendValues(write.append), at]);
    if (changes !== 1) return 'refused';
    return { at, ended: end && connection.prepare(sql.release).run(releaseValues({ saga, epoch, ...end })).changes === 1 };
  }
  if ('release' in write) return connection.prepare(sql.release).run(releaseValues(write.release)).changes === 1;
  const saga = write.start;
  const owner = saga.owner !== undefined && isAlive(saga.owner) ? saga.owner : null;
  const made = connection.prepare(sql.start).run([
    saga.name, saga.version, saga.fingerprint, saga.key, JSON.stringify(saga.input), saga.inputHash,
    saga.parent ?? null, saga.deadlineMs === undefined ? null : at + saga.deadlineMs, owner, at,
  ]);
  if (made.changes === 1) {
    return { is: 'new', row: rowOfNew(saga, { id: Number(made.lastInsertRowid), owner, created: at }) } satisfies StartAnswer;
  }
  const [known] = connection.prepare(sql.find).all([saga.name, saga.key]) as Record<string, unknown>[];
  return taken(saga, known && toSagaRow(known));
}
