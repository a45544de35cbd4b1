import type { Database } from '../database/database.js';
import { Batcher } from './batcher.js';
import type { Pending } from './batcher.js';
import type { HotWriter } from './hot-writer.js';
import { appendSql, appendValues, taken } from './insert.js';
import { appendColumns, releaseColumns, startColumns } from './postgres-columns.js';
import { PostgresLane, isStatementError } from './postgres-lane.js';
import { writeBatch } from './postgres-sql.js';
import { findByKey } from './reading.js';
import { releaseSql, releaseValues } from './release.js';
import { rowOfNew } from './rows.js';
import type { Append, AppendAnswer, NewSaga, Release, StartAnswer } from './store.js';

type Postgres = Database & { dialect: 'postgres' };
type Write = { readonly start: NewSaga } | { readonly append: Append } | { readonly release: Release };
type Batch = Pending<Write, unknown>[];

/** While the server writes one batch, the answers to the other are worked on. More lanes gain nothing (measured 2026-11). */
const lanes = 2;

/** One statement and one commit for all that wait, or the lighter single-row one for a lone write. */
export function postgresWriter(database: Postgres): HotWriter {
  const connections = Array.from({ length: lanes }, () => new PostgresLane(database.connection));
  const batcher = new Batcher<Write, unknown>((batch, lane) => writeByWorker(database, connections[lane] as PostgresLane, batch), { lanes });
  return {
    get breaks() {
      return connections.reduce((sum, connection) => sum + connection.breaks, 0);
    },
    start: (start) => batcher.add({ start }) as Promise<StartAnswer>,
    append: (append) => batcher.add({ append }) as Promise<AppendAnswer>,
    release: (release) => batcher.add({ release }) as Promise<boolean>,
    close: async () => {
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}

const workerOf = (write: Write): string | undefined => ('start' in write ? write.start.owner : 'append' in write ? write.append.worker : undefined);

/** A process writes under one worker's name, but for the moment when it takes a new one. */
async function writeByWorker(database: Postgres, lane: PostgresLane, batch: Batch): Promise<void> {
  const workers = new Set(batch.map(({ write }) => workerOf(write)));
  workers.delete(undefined);
  if (workers.size <= 1) return writeOrSplit(database, lane, batch);
  for (const worker of [...workers, undefined]) {
    const part = batch.filter(({ write }) => workerOf(write) === worker);
    if (part.length > 0) await writeOrSplit(database, lane, part).catch((error: unknown) => part.forEach(({ reject }) => reject(error)));
  }
}

/** A row that the server refuses must not take the others with it: then each is written alone. */
async function writeOrSplit(database: Postgres, lane: PostgresLane, batch: Batch): Promise<void> {
  try {
    await write(database, lane, batch);
  } catch (error) {
    if (batch.length === 1 || !isStatementError(error)) throw error;
    for (const pending of batch) await write(database, lane, [pending]).catch(pending.reject);
  }
}

async function write(database: Postgres, lane: PostgresLane, batch: Batch): Promise<void> {
  const [first] = batch;
  const isSingle = batch.length === 1;
  if (isSingle && first && 'append' in first.write && !first.write.append.end) {
    const [row] = await lane.run<{ at: number }>('append', appendSql('postgres'), appendValues(first.write.append));
    return first.resolve(row ?? 'refused');
  }
  if (isSingle && first && 'release' in first.write) {
    const rows = await lane.run('release', releaseSql('postgres'), releaseValues(first.write.release));
    return first.resolve(rows.length > 0);
  }
  const parts = parted(batch);
  const { starts, appends, releases } = parts;
  const [answer] = await lane.run<Answer>('write-batch', writeBatch, valuesOf(parts));
  if (!answer) throw new Error('The database answered a batch without a row');
  if (starts.length > 0) answerStarts(database, starts, answer);
  const released = answer.released ? new Set(JSON.parse(answer.released) as number[]) : undefined;
  for (const { it, resolve } of releases) resolve(!released || released.delete(it.saga));
  const at = { at: answer.now };
  const ended = { at: answer.now, ended: true };
  const appended = answer.appended ? new Set(JSON.parse(answer.appended) as string[]) : undefined;
  for (const { it, resolve } of appends) {
    const isTaken = !appended || appended.delete(`${it.saga}/${it.seq}/${it.epoch}`);
    const hasEnded = it.end && (!released || released.has(it.saga));
    resolve(isTaken ? (hasEnded ? ended : at) : 'refused');
  }
}

interface Part<It> extends Omit<Pending<Write, unknown>, 'write'> {
  readonly it: It;
}

interface Parts {
  readonly starts: readonly Part<NewSaga>[];
  readonly appends: readonly Part<Append>[];
  readonly releases: readonly Part<Release>[];
  /** Sagas that end with an entry of `appends`. */
  readonly ends: readonly Release[];
}

/** JSON as text. `appended` and `released` are null where nothing was refused. */
interface Answer {
  readonly now: number;
  readonly alive: boolean;
  readonly started: string | null;
  readonly appended: string | null;
  readonly released: string | null;
}

function valuesOf({ starts, appends, releases, ends }: Parts): unknown[] {
  const worker = starts.find(({ it }) => it.owner !== undefined)?.it.owner ?? appends[0]?.it.worker ?? null;
  const its = <It>(parts: readonly Part<It>[]): It[] => parts.map(({ it }) => it);
  return [worker, ...startColumns(its(starts)), ...appendColumns(its(appends)), ...releaseColumns([...its(releases), ...ends])];
}

function parted(batch: Batch): Parts {
  const starts: Part<NewSaga>[] = [];
  const appends: Part<Append>[] = [];
  const releases: Part<Release>[] = [];
  const ends: Release[] = [];
  for (const { write, resolve, reject } of batch) {
    if ('append' in write) {
      const { saga, epoch, end } = write.append;
      appends.push({ it: write.append, resolve, reject });
      if (end) ends.push({ saga, epoch, ...end });
    } else if ('start' in write) starts.push({ it: write.start, resolve, reject });
    else releases.push({ it: write.release, resolve, reject });
  }
  // Two processes that start the same sagas in another order would wait for each other.
  starts.sort((left, right) => (left.it.key < right.it.key ? -1 : 1));
  return { starts, appends, releases, ends };
}

function answerStarts(database: Postgres, starts: readonly Part<NewSaga>[], { now, alive, started }: Answer): void {
  const made = new Map(!started ? [] : Object.entries(JSON.parse(started) as Record<string, number>));
  for (const { it, resolve, reject } of starts) {
    const id = `${it.name}\n${it.key}`;
    const saga = made.get(id);
    // The first of two starts of one key in this batch made it; the second finds it.
    made.delete(id);
    if (saga !== undefined) {
      const owner = alive && it.owner !== undefined ? it.owner : null;
      resolve({ is: 'new', row: rowOfNew(it, { id: saga, owner, created: now }) } satisfies StartAnswer);
    } else findByKey(database, it.name, it.key).then((found) => resolve(taken(it, found?.row))).catch(reject);
  }
}
