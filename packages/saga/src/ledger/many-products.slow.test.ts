import { publishProducts } from '@occwo/core';
import type { Marketplace, Product } from '@occwo/core';
import { accepted, runBulk } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import { sqlLedger } from './sql-ledger.js';

const many = 20_000;
const there = await hasPostgres();

function* products(changedEvery = 0): Generator<Product> {
  for (let index = 0; index < many; index += 1) {
    const isChanged = changedEvery > 0 && index % changedEvery === 0;
    yield {
      sku: `SKU-${index}`, name: `Футболка ${index}${isChanged ? ' новая' : ''}`, description: 'Хлопок, плотность 180 г/м². '.repeat(10), category: { id: '7', name: 'Футболки', path: ['Одежда', 'Футболки'] },
      barcodes: [`46${String(index).padStart(11, '0')}`], photos: [`https://shop.example.com/${index}.jpg`], attributes: [{ name: 'Цвет', values: ['красный'] }, { name: 'Размер', values: ['48'] }],
      price: { price: { amount: String(1000 + (index % 500)), currency: 'RUB' } }, stock: { main: index % 10 },
    };
  }
}

/** Answers at once: what is measured is the ledger. */
function quickMarketplace() {
  let sent = 0;
  const set = (chunkSize: number) => <Item extends { readonly sku: string }>(items: AsyncIterable<Item> | Iterable<Item>, options?: Parameters<Marketplace['prices']['set']>[1]) =>
    runBulk(items, { chunkSize, sku: ({ sku }) => sku, async *send(chunk) {
      sent += chunk.length;
      for (const { sku } of chunk) yield accepted(sku, { productId: `9${sku}` });
    } }, options);
  const made: Marketplace = { name: 'quick', catalog: { publish: set(100) }, prices: { set: set(1000) }, stocks: { set: set(100) } };
  return { made, sent: () => sent };
}

describe.each([['SQLite', sqliteDatabase, true], ['PostgreSQL', postgresDatabase, there]] as const)('many products on %s', (name, make, isThere) => {
  it.skipIf(!isThere)('are published, compared and changed at thousands a second', async () => {
    const made = await make();
    const database = await made.open();
    const figures: Record<string, number> = {};
    try {
      const run = async (what: string, items: Iterable<Product>) => {
        const { made: marketplace, sent } = quickMarketplace();
        const startedAt = performance.now();
        let ended = 0;
        for await (const event of publishProducts(marketplace, items, { ledger: { ledger: sqlLedger(database), account: 'quick:1' } })) {
          if (event.type === 'outcome' && event.outcome === 'accepted') ended += 1;
        }
        figures[what] = Math.round(many / ((performance.now() - startedAt) / 1000));
        expect(ended).toBe(many);
        return sent();
      };
      expect(await run('new', products())).toBe(3 * many);
      expect(await run('unchanged', products())).toBe(0);
      expect(await run('one in a hundred changed', products(100))).toBe(many / 100);
      process.stderr.write(`products a second through the ledger on ${name}: ${JSON.stringify(figures)}\n`);
      // A machine that is busy with other tests must pass as well; by itself it is several times as fast.
      expect(figures['new']).toBeGreaterThan(400);
      expect(figures['unchanged']).toBeGreaterThan(1000);
    } finally {
      await database.close();
      await made.remove();
    }
  });
});
