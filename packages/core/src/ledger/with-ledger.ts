import type { OutcomeEvent } from '../bulk/bulk-event.js';
import { chunkSource } from '../bulk/chunks.js';
import type { ExternalIds, InDoubt, Items, Marketplace, PriceUpdate, ReconcileOptions, StockUpdate } from '../marketplace/marketplace.js';
import type { Product } from '../model/product.js';
import { contentHasher } from './content-hash.js';
import { ledgerOutcome } from './ledger-lines.js';
import { ledgerSession } from './ledger-use.js';
import type { LedgerSession, LedgerUse } from './ledger-use.js';
import { believable } from './pending-lines.js';
import { LedgeredRun } from './run-with-ledger.js';

/**
 * A marketplace that remembers: what has not changed since it was accepted is not sent (its outcome says `unchanged`), what a crashed
 * run left pending is asked for before anything is sent again, refusals are kept. For ports that are used directly;
 * `publishProducts` takes the same as its option `ledger`.
 *
 * @example
 * const remembered = withLedger(ozonMarketplace(createOzon(), mapping), { ledger: memoryLedger(), account: 'ozon:1234567' });
 * const update = { sku: 'A-1', price: money('1490.50') };
 * for await (const event of remembered.prices.set([update])) if (event.type === 'rejected') console.log(event.sku, event.reasons);
 */
export function withLedger(marketplace: Marketplace, use: LedgerUse): Marketplace {
  const hash = contentHasher();
  const { catalog, prices, stocks } = marketplace;
  const reconcile = catalog.reconcile?.bind(catalog);
  return {
    name: marketplace.name,
    catalog: {
      publish: (items, options = {}) => new LedgeredRun<Product>(items, {
        kind: 'product', reconcile,
        keyOf: ({ sku }) => ({ sku }),
        // Price and stock have entries of their own, and where a line stood in a file is never sent.
        hashOf: (product) => hash({ ...product, price: undefined, stock: undefined, source: undefined }, catalog.basisOf?.(product)),
        send: (some, more) => catalog.publish(some, more),
      }, ledgerSession(use), options).events(),
      ...(reconcile && { reconcile: (items: Items<InDoubt>, options?: ReconcileOptions) => reconcileWithLedger(items, reconcile, ledgerSession(use), options) }),
      ...(catalog.basisOf && { basisOf: (product: Product) => catalog.basisOf?.(product) }),
    },
    prices: {
      set: (items, options = {}) => new LedgeredRun<PriceUpdate>(items, {
        kind: 'price', withIds,
        keyOf: ({ sku }) => ({ sku }),
        hashOf: ({ externalIds: _ids, ...update }) => hash(update, prices.basisOf?.(update)),
        send: (some, more) => prices.set(some, more),
      }, ledgerSession(use), options).events(),
    },
    stocks: {
      set: (items, options = {}) => new LedgeredRun<StockUpdate>(items, {
        kind: 'stock', withIds,
        keyOf: ({ sku, warehouse = 'main' }) => ({ sku, warehouse }),
        hashOf: ({ externalIds: _ids, ...update }) => hash({ ...update, warehouse: update.warehouse ?? 'main' }, stocks.basisOf?.(update)),
        send: (some, more) => stocks.set(some, more),
      }, ledgerSession(use), options).events(),
    },
  };
}

function withIds<Update extends PriceUpdate | StockUpdate>(update: Update, externalIds: ExternalIds): Update {
  return { ...update, externalIds: { ...externalIds, ...update.externalIds } };
}

/** Items asked for at once. */
const askedAtOnce = 1000;

/** Reads items back with the tasks that the ledger knows of them, and notes what is found. */
async function* reconcileWithLedger(
  items: Items<InDoubt>, reconcile: NonNullable<Marketplace['catalog']['reconcile']>, { ledger, account, clock }: LedgerSession, options?: ReconcileOptions,
): AsyncGenerator<OutcomeEvent> {
  const scope = { account, kind: 'product' } as const;
  const source = chunkSource(items, askedAtOnce);
  try {
    for (let chunk = await source.take(); chunk; chunk = await source.take()) {
      const entries = new Map((await ledger.read(scope, chunk.map(({ sku }) => sku))).map((entry) => [entry.sku, entry]));
      const asked = chunk.map((item): InDoubt => {
        const task = item.task ?? entries.get(item.sku)?.pending?.task;
        return task === undefined ? item : { ...item, task };
      });
      const events: OutcomeEvent[] = [];
      for await (const event of reconcile(asked, options)) events.push(believable(event, entries.get(event.sku)));
      for (const run of new Set([...entries.values()].flatMap(({ pending }) => pending?.run ?? []))) {
        const found = events.flatMap((event) => {
          const entry = entries.get(event.sku);
          if (event.type === 'unknown' || entry?.pending?.run !== run) return [];
          return [ledgerOutcome({ key: { sku: event.sku }, hash: entry.pending.hash, externalIds: entry.externalIds }, event)];
        });
        await ledger.settle(scope, found, { id: run, at: clock.now() });
      }
      yield* events;
    }
  } finally {
    await source.close();
  }
}
