import { cursorOf, pageLimit, readCursor } from '@occwo/core/ledger';
import type { Ledger, LedgerCount, LedgerFilter, LedgerOutcome, LedgerScope } from '@occwo/core/ledger';
import type { Database } from '../database/database.js';
import { countSql, listSql, pruneSql, statements } from './statements.js';
import { entryOf } from './rows.js';
import type { LedgerRow } from './rows.js';

/**
 * A ledger in a database: on PostgreSQL for several machines, in an SQLite file for one. Every call is one statement a kind of outcome,
 * whatever the number of SKUs.
 *
 * @example
 * const ledger = sqlLedger(await openDatabase('postgres://shop@db.internal/shop'));
 * for await (const event of publishProducts(marketplace, products, { ledger: { ledger, account: 'ozon:1234567' } })) console.log(event);
 */
export function sqlLedger(database: Database): Ledger {
  const sql = statements(database.dialect);
  const scoped = ({ account, kind }: LedgerScope) => [account, kind];
  /** Rows in one order, so that two processes never wait for each other. */
  const rows = (of: readonly (readonly [sku: string, warehouse: string, ...rest: unknown[]])[]) => JSON.stringify([...of].sort(inOrder)).replaceAll('\\u0000', '\\ufffd');
  const run = async (statement: string, parameters: readonly unknown[], count: number) => {
    if (count > 0) await database.query(statement, parameters);
  };

  return {
    async read(scope, skus) {
      if (skus.length === 0) return [];
      return (await database.query<LedgerRow>(sql.read, [...scoped(scope), JSON.stringify([...new Set(skus)])])).map(entryOf);
    },
    begin: (scope, intents, { id, at }) =>
      run(sql.begin, [...scoped(scope), id, at, rows(intents.map(({ sku, warehouse = '', hash }) => [sku, warehouse, hash]))], intents.length),
    noteTask: (scope, keys, task, { id, at }) =>
      run(sql.noteTask, [...scoped(scope), id, at, rows(keys.map(({ sku, warehouse = '' }) => [sku, warehouse])), task], keys.length),
    async settle(scope, outcomes, { id, at }) {
      for (const type of ['accepted', 'rejected', 'unknown'] as const) {
        const some = outcomes.filter((outcome) => outcome.type === type);
        await run(sql[type], [...scoped(scope), id, at, rows(some.map(settlementOf))], some.length);
      }
    },
    async list({ limit, after, ...filter } = {}) {
      const most = pageLimit(limit);
      const { text, parameters } = listSql(filter, after === undefined ? undefined : readCursor(after), most + 1);
      const found = (await database.query<LedgerRow>(text, parameters)).map(entryOf);
      const entries = found.slice(0, most);
      const last = entries.at(-1);
      return { entries, ...(found.length > most && last && { next: cursorOf(last) }) };
    },
    async count(filter: LedgerFilter = {}) {
      const { text, parameters } = countSql(filter);
      return database.query<LedgerCount & Record<string, unknown>>(text, parameters);
    },
    async prune({ before, ...filter }) {
      let gone = 0;
      for (;;) {
        const { text, parameters } = pruneSql(filter, before);
        const { length } = await database.query(text, parameters);
        gone += length;
        if (length === 0) return gone;
      }
    },
  };
}

function inOrder(left: readonly unknown[], right: readonly unknown[]): number {
  const [one, other] = [`${left[0]}\u0000${left[1]}`, `${right[0]}\u0000${right[1]}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What a statement takes of an outcome: the key, the hash or null, and the ids or the reasons as text. */
function settlementOf(outcome: LedgerOutcome): readonly [string, string, string | null, string | null] {
  const { sku, warehouse = '', type } = outcome;
  if (type !== 'accepted') return [sku, warehouse, outcome.hash ?? null, JSON.stringify(outcome.reasons)];
  return [sku, warehouse, outcome.hash, outcome.externalIds ? JSON.stringify(outcome.externalIds) : null];
}
