import type { Ledger, LedgerCount, LedgerEntry, LedgerFilter, LedgerKey, LedgerOutcome, LedgerRun, LedgerScope } from './ledger.js';
import { cursorOf, inOrder, keyText, pageLimit, readCursor } from './ledger-key.js';

type Kept = Omit<LedgerEntry, 'status'>;

/**
 * A ledger in memory: for tests, and for a process that publishes again and again and may forget all when it ends.
 *
 * @example
 * const ledger = memoryLedger();
 * for await (const event of publishProducts(marketplace, products, { ledger: { ledger, account: 'ozon:1234567' } })) console.log(event);
 */
export function memoryLedger(): Ledger {
  /** By scope, then by SKU, then by warehouse. */
  const scopes = new Map<string, Map<string, Map<string, Kept>>>();
  const scopeOf = ({ account, kind }: LedgerScope) => at(scopes, `${kind} ${account}`, () => new Map<string, Map<string, Kept>>());
  const change = (scope: LedgerScope, key: LedgerKey, run: LedgerRun, to: (before: Kept) => Kept): void => {
    const rows = at(scopeOf(scope), key.sku, () => new Map<string, Kept>());
    const { account, kind } = scope;
    const { sku, warehouse } = key;
    const fresh: Kept = { account, kind, sku, ...(warehouse !== undefined && { warehouse }), externalIds: {}, updatedAt: run.at };
    rows.set(keyText(key), { ...to(rows.get(keyText(key)) ?? fresh), updatedAt: run.at });
  };
  const matching = (filter: LedgerFilter): LedgerEntry[] =>
    [...scopes.values()].flatMap((rows) => [...rows.values()]).flatMap((rows) => [...rows.values()]).map(withStatus).filter((entry) => fits(entry, filter));

  return {
    async read(scope, skus) {
      const rows = scopeOf(scope);
      return [...new Set(skus)].flatMap((sku) => [...(rows.get(sku)?.values() ?? [])].map(withStatus));
    },
    async begin(scope, intents, run) {
      for (const { hash, ...key } of intents) change(scope, key, run, (before) => ({ ...before, pending: { hash, run: run.id, at: run.at } }));
    },
    async noteTask(scope, keys, task, run) {
      for (const key of keys) {
        const pending = scopeOf(scope).get(key.sku)?.get(keyText(key))?.pending;
        if (pending?.run === run.id) change(scope, key, run, (before) => ({ ...before, pending: { ...pending, task } }));
      }
    },
    async settle(scope, outcomes, run) {
      for (const outcome of outcomes) {
        const pending = scopeOf(scope).get(outcome.sku)?.get(keyText(outcome))?.pending;
        if (!pending || pending.run === run.id) change(scope, keyOf(outcome), run, (before) => settled(before, outcome, run));
      }
    },
    async list({ limit, after, ...filter } = {}) {
      const most = pageLimit(limit);
      const [account, kind, sku, warehouse] = after === undefined ? [] : readCursor(after);
      const found = matching(filter)
        .filter((entry) => account === undefined || inOrder(entry, { account, kind: kind as LedgerEntry['kind'], sku: sku as string, warehouse: warehouse as string }) > 0)
        .sort(inOrder);
      const entries = found.slice(0, most);
      const last = entries.at(-1);
      return { entries, ...(found.length > most && last && { next: cursorOf(last) }) };
    },
    async count(filter = {}) {
      const counts = new Map<string, LedgerCount>();
      for (const { account, kind, status } of matching(filter)) {
        const key = JSON.stringify([account, kind, status]);
        counts.set(key, { account, kind, status, entries: (counts.get(key)?.entries ?? 0) + 1 });
      }
      return [...counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, count]) => count);
    },
    async prune({ before, ...filter }) {
      const gone = matching(filter).filter(({ status, updatedAt }) => status !== 'pending' && updatedAt < before);
      for (const entry of gone) scopeOf(entry).get(entry.sku)?.delete(keyText(entry));
      return gone.length;
    },
  };
}

function at<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

const keyOf = ({ sku, warehouse }: LedgerKey): LedgerKey => ({ sku, ...(warehouse !== undefined && { warehouse }) });

const withStatus = (kept: Kept): LedgerEntry => ({ ...kept, status: kept.pending ? 'pending' : kept.error ? 'rejected' : 'accepted' });

function fits(entry: LedgerEntry, { account, kind, status, sku }: LedgerFilter): boolean {
  return (account ?? entry.account) === entry.account && (kind ?? entry.kind) === entry.kind && (status ?? entry.status) === entry.status && (sku ?? entry.sku) === entry.sku;
}

function settled(before: Kept, outcome: LedgerOutcome, { id, at: now }: LedgerRun): Kept {
  const { pending, error: _error, ...rest } = before;
  if (outcome.type === 'accepted') return { ...rest, accepted: { hash: outcome.hash, at: now }, externalIds: outcome.externalIds ?? before.externalIds };
  const error = { reasons: outcome.reasons, at: now };
  if (outcome.type === 'unknown') return { ...rest, error, pending: pending ?? { hash: outcome.hash, run: id, at: now } };
  return { ...rest, error: outcome.hash === undefined ? error : { ...error, hash: outcome.hash } };
}
