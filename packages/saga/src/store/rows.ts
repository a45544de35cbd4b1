import type { Dialect, Row } from '../database/database.js';
import type { Entry, EntryKind, NewEntry, Outcome } from '../engine/entry.js';
import { fragments } from './dialect.js';
import type { NewSaga, SagaRow, SagaStatus } from './store.js';

/** The columns of a saga, for `select` and `returning`. */
export function sagaColumns(dialect: Dialect, table = 'saga'): string {
  const { milliseconds } = fragments[dialect];
  const plain = ['id', 'name', 'version', 'fingerprint', 'key', 'input', 'input_hash', 'status', 'owner', 'epoch', 'parent', 'pokes'];
  const times = ['deadline', 'created', 'ended'].map((column) => `${milliseconds(`${table}.${column}`)} as ${column}`);
  return [...plain.map((column) => `${table}.${column}`), ...times].join(', ');
}

export function entryColumns(dialect: Dialect): string {
  const plain = 'saga_id, seq, step, kind, outcome, result, error, attempt, delay_ms, token, epoch, worker, actor, reason';
  return `${plain}, ${fragments[dialect].milliseconds('at')} as at`;
}

const optional = <Value>(value: unknown): Value | undefined => (value === null ? undefined : (value as Value));

export function toSagaRow(row: Row): SagaRow {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    version: row['version'] as number,
    fingerprint: row['fingerprint'] as string,
    key: row['key'] as string,
    input: JSON.parse(row['input'] as string),
    inputHash: row['input_hash'] as string,
    status: row['status'] as SagaStatus,
    owner: optional(row['owner']),
    epoch: row['epoch'] as number,
    parent: optional(row['parent']),
    pokes: row['pokes'] as number,
    deadline: optional(row['deadline']),
    created: row['created'] as number,
    ended: optional(row['ended']),
  };
}

export function toEntry(row: Row): Entry {
  return {
    seq: row['seq'] as number,
    step: row['step'] as string,
    kind: row['kind'] as EntryKind,
    outcome: optional<Outcome>(row['outcome']),
    result: row['result'] === null ? undefined : JSON.parse(row['result'] as string),
    error: optional(row['error']),
    attempt: optional(row['attempt']),
    delayMs: optional(row['delay_ms']),
    token: optional(row['token']),
    epoch: row['epoch'] as number,
    worker: optional(row['worker']),
    actor: optional(row['actor']),
    reason: optional(row['reason']),
    at: row['at'] as number,
  };
}

/** The row that an insert has made, without reading it back. */
export function rowOfNew(saga: NewSaga, made: { id: number; owner: string | null; created: number }): SagaRow {
  return {
    id: made.id,
    name: saga.name,
    version: saga.version,
    fingerprint: saga.fingerprint,
    key: saga.key,
    input: saga.input,
    inputHash: saga.inputHash,
    status: 'running',
    owner: made.owner ?? undefined,
    epoch: 1,
    parent: saga.parent,
    pokes: 0,
    deadline: saga.deadlineMs === undefined ? undefined : made.created + saga.deadlineMs,
    created: made.created,
    ended: undefined,
  };
}

/** JSON text of a result; SQL null for none. */
export const resultText = (entry: NewEntry): string | null =>
  entry.result === undefined ? null : JSON.stringify(entry.result);

/** The column values of an entry, in the order of `entryInsert`. */
export function entryValues(entry: NewEntry): unknown[] {
  const { step, kind, outcome, error, attempt, delayMs, token, actor, reason } = entry;
  return [step, kind, outcome, resultText(entry), error, attempt, delayMs, token, actor, reason].map((value) => value ?? null);
}
