import { randomUUID } from 'node:crypto';
import type { Database, Dialect, Queryable } from '../database/database.js';
import { fragments } from './dialect.js';
import { entryValues, rowOfNew, sagaColumns, toSagaRow } from './rows.js';
import type { Append, Message, NewSaga, Similarity, StartAnswer } from './store.js';

const entryColumns = 'step, kind, outcome, result, error, attempt, delay_ms, token, actor, reason';

/** `insert … select` of one entry, taken only under the epoch. Parameters: saga, seq, epoch, worker, then the entry's columns. */
export function appendInsert(dialect: Dialect, at: string = fragments[dialect].now): string {
  const types = ['text', 'text', 'text', 'jsonb', 'text', 'int', 'bigint', 'text', 'text', 'text'];
  const values = types.map((type, index) => `$${index + 5}${dialect === 'postgres' ? `::${type}` : ''}`);
  const seq = dialect === 'postgres' ? '$2::int' : '$2';
  const worker = dialect === 'postgres' ? '$4::text' : '$4';
  return `insert into saga_step (saga_id, seq, epoch, worker, at, ${entryColumns})
    select saga.id, ${seq}, saga.epoch, ${worker}, ${at}, ${values.join(', ')} from saga where saga.id = $1 and saga.epoch = $3
    on conflict do nothing`;
}

/** The same, answering with the entry's time. */
export const appendSql = (dialect: Dialect): string => `${appendInsert(dialect)} returning ${fragments[dialect].milliseconds('at')} as at`;

export const appendValues = ({ saga, seq, epoch, worker, entry }: Append): unknown[] => [
  saga, seq, epoch, worker, ...entryValues(entry),
];

/** The same, never behind a hole: a transaction's connection may be newer than what its journal was read by. */
const appendBehind = (dialect: Dialect): string =>
  appendSql(dialect).replace('saga.epoch = $3', 'saga.epoch = $3 and ($2 = 1 or exists (select 1 from saga_step where saga_id = $1 and seq = $2 - 1))');

/** Appends inside a transaction, with the messages and the child that belong to the entry. */
export async function appendIn(database: Pick<Database, 'dialect'>, on: Queryable, write: Append): Promise<{ at: number } | 'refused'> {
  // Whoever writes from outside locks the saga before its journal: what changes both does the same, or each waits for the other.
  if (write.becomes) await on.query(`select id from saga where id = $1${fragments[database.dialect].forUpdate}`, [write.saga]);
  const [made] = await on.query<{ at: number }>(appendBehind(database.dialect), appendValues(write));
  if (!made) return 'refused';
  for (const message of write.messages ?? []) await insertMessage(database.dialect, on, message);
  if (write.child) await startIn(database.dialect, on, write.child);
  if (write.becomes) {
    const { version, fingerprint, input } = write.becomes;
    await on.query('update saga set version = $2, fingerprint = $3, input = $4 where id = $1', [write.saga, version, fingerprint, JSON.stringify(input)]);
  }
  return made;
}

export async function insertMessage(dialect: Dialect, on: Queryable, message: Omit<Message, 'id'> & { id?: string }): Promise<void> {
  await on.query(
    `insert into saga_outbox (mid, topic, key, body, headers, at) values ($1, $2, $3, $4, $5, ${fragments[dialect].now})`,
    [
      message.id ?? randomUUID(), message.topic, message.key, JSON.stringify(message.body ?? null),
      message.headers ? JSON.stringify(message.headers) : null,
    ],
  );
}

/** Starts a saga inside a transaction: nobody owns it until that is committed. */
export async function startIn(dialect: Dialect, on: Queryable, saga: NewSaga, similar?: Similarity): Promise<StartAnswer> {
  const { now, milliseconds, later } = fragments[dialect];
  const columns = sagaColumns(dialect);
  const byKey = async () => {
    const [row] = await on.query(`select ${columns} from saga where name = $1 and key = $2`, [saga.name, saga.key]);
    return row && toSagaRow(row);
  };
  if (similar) {
    // Two starts with the same token take turns, so that the second sees the first.
    if (dialect === 'postgres') {
      await on.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`${saga.name}\n${similar.token}`]);
    }
    const known = await byKey();
    const [twin] = known ? [] : await on.query(
      `select ${columns} from saga where name = $1 and similarity = $2 and created > ${later('$3')} order by created desc limit 1`,
      [saga.name, similar.token, -similar.withinMs],
    );
    if (twin) return { is: 'similar', row: toSagaRow(twin) };
  }
  const [made] = await on.query<{ id: number; owner: string | null; created: number }>(
    `insert into saga (name, version, fingerprint, key, input, input_hash, parent, similarity, due, created, deadline)
     values ($1, $2, $3, $4, $5, $6, $7, $8, ${now}, ${now}, ${later('$9')})
     on conflict (name, key) do nothing returning id, owner, ${milliseconds('created')} as created`,
    [
      saga.name, saga.version, saga.fingerprint, saga.key, JSON.stringify(saga.input), saga.inputHash,
      saga.parent ?? null, similar?.token ?? null, saga.deadlineMs ?? null,
    ],
  );
  if (made) return { is: 'new', row: rowOfNew(saga, made) };
  return taken(saga, await byKey());
}

/** What it means that the key was taken. */
export function taken(saga: NewSaga, row: StartAnswer['row'] | undefined): StartAnswer {
  if (!row) throw new Error(`Saga ${saga.name}/${saga.key} was deleted while it was being started: start it again`);
  return { is: row.inputHash === saga.inputHash ? 'same' : 'other', row };
}
