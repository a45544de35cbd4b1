import type { Database, Row } from '../database/database.js';
import { Batcher } from './batcher.js';
import type { Pending } from './batcher.js';
import type { HotWriter } from './hot-writer.js';
import { appendSql, appendValues, taken } from './insert.js';
import { PostgresLane, isStatementError } from './postgres-lane.js';
import { appendBatch, releaseBatch, startBatch } from './postgres-sql.js';
import { findByKey } from './reading.js';
import { releaseSql, releaseValues } from './release.js';
import { resultText, rowOfNew } from './rows.js';
import type { Append, NewSaga, Release, StartAnswer } from './store.js';

/** One lane a kind of write; in each, one statement and one commit for all that wait, or the lighter single-row one for a lone write. */
export function postgresWriter(database: Database & { dialect: 'postgres' }): HotWriter {
  const lanes = { start: new PostgresLane(database.connection), append: new PostgresLane(database.connection), release: new PostgresLane(database.connection) };
  const start = new Batcher<NewSaga, StartAnswer>(
    splitting((batch) => eachWorker(batch, ({ owner }) => owner, (part) => writeStarts(database, lanes.start, part))),
  );
  const append = new Batcher<Append, { at: number } | 'refused'>(
    splitting((batch) => eachWorker(batch, ({ worker }) => worker, (part) => writeAppends(lanes.append, part))),
  );
  const release = new Batcher<Release, boolean>(splitting((batch) => writeReleases(lanes.release, batch)));
  return {
    start: (saga) => start.add(saga),
    append: (write) => append.add(write),
    release: (write) => release.add(write),
    close: async () => {
      await Promise.all(Object.values(lanes).map((lane) => lane.close()));
    },
  };
}

type Batch<Write, Answer> = Pending<Write, Answer>[];

/** A row that the server refuses must not take the others with it: then each is written alone. */
function splitting<Write, Answer>(write: (batch: Batch<Write, Answer>) => Promise<void>) {
  return async (batch: Batch<Write, Answer>): Promise<void> => {
    try {
      await write(batch);
    } catch (error) {
      if (batch.length === 1 || !isStatementError(error)) throw error;
      for (const pending of batch) await write([pending]).catch(pending.reject);
    }
  };
}

/** A process writes under one worker's name, but for the moment when it takes a new one. */
async function eachWorker<Write, Answer>(
  batch: Batch<Write, Answer>, workerOf: (write: Write) => string | undefined, write: (part: Batch<Write, Answer>) => Promise<void>,
): Promise<void> {
  const workers = new Set(batch.map((pending) => workerOf(pending.write)));
  workers.delete(undefined);
  if (workers.size <= 1) return write(batch);
  for (const worker of [...workers, undefined]) {
    const part = batch.filter((pending) => workerOf(pending.write) === worker);
    if (part.length > 0) await write(part);
  }
}

async function writeAppends(lane: PostgresLane, batch: Batch<Append, { at: number } | 'refused'>): Promise<void> {
  if (batch.length === 1) {
    const [pending] = batch as [Batch<Append, { at: number } | 'refused'>[number]];
    const [row] = await lane.run<{ at: number }>('append', appendSql('postgres'), appendValues(pending.write));
    return pending.resolve(row ?? 'refused');
  }
  const writes = batch.map(({ write }) => write);
  const rows = await lane.run<{ saga_id: number; seq: number; at: number }>('append-batch', appendBatch, [
    writes.map(({ saga }) => saga), writes.map(({ seq }) => seq), writes.map(({ epoch }) => epoch),
    writes.map(({ entry }) => entry.step), writes.map(({ entry }) => entry.kind), writes.map(({ entry }) => entry.outcome ?? null),
    writes.map(({ entry }) => resultText(entry)), writes[0]?.worker, writes.map(rareColumns),
  ]);
  const taken = new Map(rows.map((row) => [`${row.saga_id}/${row.seq}`, row.at]));
  for (const { write, resolve } of batch) {
    const id = `${write.saga}/${write.seq}`;
    const at = taken.get(id);
    taken.delete(id);
    resolve(at === undefined ? 'refused' : { at });
  }
}

function rareColumns({ entry }: Append): string | null {
  const { error, attempt, delayMs, token, actor, reason } = entry;
  const isCommon = (error ?? attempt ?? delayMs ?? token ?? actor ?? reason) === undefined;
  return isCommon ? null : JSON.stringify({ error, attempt, delayMs, token, actor, reason });
}

async function writeStarts(database: Database, lane: PostgresLane, batch: Batch<NewSaga, StartAnswer>): Promise<void> {
  const sagas = batch.map(({ write }) => write);
  const rows = await lane.run<{ id: number; name: string; key: string; owner: string | null; created: number }>('start-batch', startBatch, [
    sagas.map(({ name }) => name), sagas.map(({ version }) => version), sagas.map(({ fingerprint }) => fingerprint),
    sagas.map(({ key }) => key), sagas.map(({ input }) => JSON.stringify(input)), sagas.map(({ inputHash }) => inputHash),
    sagas.map(({ parent }) => parent ?? null), sagas.map(({ deadlineMs }) => deadlineMs ?? null),
    sagas.find(({ owner }) => owner)?.owner ?? null, sagas.map(({ owner }) => owner !== undefined),
  ]);
  const made = new Map(rows.map((row) => [`${row.name}\n${row.key}`, row]));
  for (const { write, resolve, reject } of batch) {
    const id = `${write.name}\n${write.key}`;
    const row = made.get(id);
    // The first of two starts of one key in this batch made it; the second finds it.
    made.delete(id);
    if (row) resolve({ is: 'new', row: rowOfNew(write, row) });
    else findByKey(database, write.name, write.key).then((found) => resolve(taken(write, found?.row))).catch(reject);
  }
}

async function writeReleases(lane: PostgresLane, batch: Batch<Release, boolean>): Promise<void> {
  const writes = batch.map(({ write }) => write);
  const single = writes.length === 1 ? writes[0] : undefined;
  const rows: Row[] = single
    ? await lane.run('release', releaseSql('postgres'), releaseValues(single))
    : await lane.run('release-batch', releaseBatch, [
        writes.map(({ saga }) => saga), writes.map(({ epoch }) => epoch),
        writes.map(({ status }) => status), writes.map(({ delayMs }) => delayMs ?? null),
        writes.map(({ pokes }) => pokes),
      ]);
  const released = new Set(rows.map((row) => Number(row['id'])));
  for (const { write, resolve } of batch) resolve(released.has(write.saga));
}
