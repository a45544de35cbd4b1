import type { LedgerFilter } from '@occwo/core/ledger';
import type { Dialect } from '../database/database.js';
import { columns } from './rows.js';

/** Rows forgotten by one statement: a delete of millions would hold others up for long. */
const prunedAtOnce = 5000;

/**
 * The statements that work on many rows at once. All writes take ($1 account, $2 kind, $3 run, $4 time, $5 rows as a JSON array of
 * arrays), so that their text is always the same and their plan too.
 */
export function statements(dialect: Dialect) {
  const isPostgres = dialect === 'postgres';
  const field = (index: number) => (isPostgres ? `(given.value ->> ${index})` : `json_extract(given.value, '$[${index}]')`);
  const given = isPostgres ? 'json_array_elements($5::json) as given (value)' : 'json_each($5) as given';
  const time = isPostgres ? '$4::bigint' : '$4';
  const text = (parameter: string) => (isPostgres ? `${parameter}::text` : parameter);
  // SQLite needs the "where true" to tell the join's ON from the conflict's.
  const insert = (names: string, values: string, update: string, guard = '') => `
    insert into occwo_ledger as kept (account, kind, sku, warehouse, updated_at, ${names})
    select ${text('$1')}, ${text('$2')}, ${field(0)}, ${field(1)}, ${time}, ${values} from ${given} where true
    on conflict (account, kind, sku, warehouse) do update set updated_at = excluded.updated_at, ${update} ${guard}`;
  const ownOrNone = `where kept.pending_run is null or kept.pending_run = ${text('$3')}`;
  const noLongerPending = 'pending_hash = null, pending_run = null, pending_at = null, pending_task = null';
  return {
    // PostgreSQL would rather read an account through than look thousands of SKUs up, unless each look-up is a query of its own.
    read: isPostgres
      ? `select found.* from json_array_elements_text($3::json) as given (sku)
        cross join lateral (select ${columns} from occwo_ledger as kept where account = $1 and kind = $2 and kept.sku = given.sku offset 0) as found`
      : `select ${columns} from occwo_ledger where account = $1 and kind = $2 and sku in (select value from json_each($3))`,
    begin: insert(
      'pending_hash, pending_run, pending_at', `${field(2)}, ${text('$3')}, ${time}`,
      'pending_hash = excluded.pending_hash, pending_run = excluded.pending_run, pending_at = excluded.pending_at, pending_task = null',
    ),
    noteTask: isPostgres
      ? `update occwo_ledger as kept set pending_task = $6::text, updated_at = ${time} from ${given} cross join lateral (
          select ctid as place from occwo_ledger as sought
          where account = $1 and kind = $2 and sought.sku = ${field(0)} and sought.warehouse = ${field(1)} and pending_run = $3 offset 0
        ) as found where kept.ctid = found.place`
      : `update occwo_ledger set pending_task = $6, updated_at = $4 from ${given}
        where account = $1 and kind = $2 and sku = ${field(0)} and warehouse = ${field(1)} and pending_run = $3`,
    accepted: insert(
      'accepted_hash, accepted_at, external_ids', `${field(2)}, ${time}, ${field(3)}`,
      `accepted_hash = excluded.accepted_hash, accepted_at = excluded.accepted_at, external_ids = coalesce(excluded.external_ids, kept.external_ids),
      error = null, error_at = null, error_hash = null, ${noLongerPending}`, ownOrNone,
    ),
    rejected: insert(
      'error_hash, error, error_at', `${field(2)}, ${field(3)}, ${time}`,
      `error_hash = excluded.error_hash, error = excluded.error, error_at = excluded.error_at, ${noLongerPending}`, ownOrNone,
    ),
    unknown: insert(
      'pending_hash, error, error_at, pending_run, pending_at', `${field(2)}, ${field(3)}, ${time}, ${text('$3')}, ${time}`,
      `error = excluded.error, error_at = excluded.error_at, error_hash = null, pending_hash = coalesce(kept.pending_hash, excluded.pending_hash),
      pending_run = coalesce(kept.pending_run, excluded.pending_run), pending_at = coalesce(kept.pending_at, excluded.pending_at)`, ownOrNone,
    ),
  };
}

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

const key = 'account, kind, sku, warehouse';
const ofStatus = {
  pending: 'pending_run is not null',
  rejected: 'error is not null and pending_run is null',
  accepted: 'error is null and pending_run is null',
} as const;

function where({ account, kind, status, sku }: LedgerFilter): { readonly conditions: string[]; readonly parameters: unknown[] } {
  const parameters: unknown[] = [];
  const equal = (column: string, value: string | undefined) => (value === undefined ? [] : [`${column} = $${parameters.push(value)}`]);
  const conditions = [...equal('account', account), ...equal('kind', kind), ...equal('sku', sku), ...(status ? [ofStatus[status]] : [])];
  return { conditions, parameters };
}

const all = (conditions: readonly string[]) => (conditions.length > 0 ? `where ${conditions.join(' and ')}` : '');

export function listSql(filter: LedgerFilter, after: readonly string[] | undefined, limit: number): Statement {
  const { conditions, parameters } = where(filter);
  if (after) conditions.push(`(${key}) > (${after.map((part) => `$${parameters.push(part)}`).join(', ')})`);
  return { text: `select ${columns} from occwo_ledger ${all(conditions)} order by ${key} limit ${limit}`, parameters };
}

export function countSql(filter: LedgerFilter): Statement {
  const { conditions, parameters } = where(filter);
  const status = `case when ${ofStatus.pending} then 'pending' when error is not null then 'rejected' else 'accepted' end`;
  return {
    text: `select account, kind, ${status} as status, count(*) as entries from occwo_ledger ${all(conditions)} group by 1, 2, 3 order by 1, 2, 3`,
    parameters,
  };
}

export function pruneSql(filter: LedgerFilter, before: number): Statement {
  const { conditions, parameters } = where(filter);
  conditions.push('pending_run is null', `updated_at < $${parameters.push(before)}`);
  return {
    text: `delete from occwo_ledger where (${key}) in (select ${key} from occwo_ledger ${all(conditions)} limit ${prunedAtOnce}) returning 1 as gone`,
    parameters,
  };
}
