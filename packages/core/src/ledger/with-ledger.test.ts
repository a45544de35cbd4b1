import { describe, expect, it } from 'vitest';
import { Mortal } from '../../test/mortal.js';
import { TaskShop, taskShopPort } from '../../test/task-shop.js';
import { accepted, rejected } from '../bulk/outcomes.js';
import { runBulk } from '../bulk/run-bulk.js';
import type { BulkEvent, OutcomeEvent } from '../bulk/bulk-event.js';
import type { Marketplace, PriceUpdate } from '../marketplace/marketplace.js';
import { publishProducts } from '../marketplace/publish.js';
import type { PublishOutcome } from '../marketplace/publish-event.js';
import type { Product } from '../model/product.js';
import { fakeClock } from '../testing/fake-clock.js';
import type { LedgerUse } from './ledger-use.js';
import { memoryLedger } from './memory-ledger.js';
import { withLedger } from './with-ledger.js';

const product = (sku: string, changes: Partial<Product> = {}): Product => ({
  sku, name: sku, category: { id: '1', name: 'Всё', path: ['Всё'] }, barcodes: [], photos: [], attributes: [],
  price: { price: { amount: '10.00', currency: 'RUB' } }, stock: { main: 1, north: 2 }, ...changes,
});
const immortal = () => new Mortal(Number.POSITIVE_INFINITY, false);

function setUp() {
  const clock = fakeClock();
  const shop = new TaskShop(clock, 1000);
  const ledger = memoryLedger();
  const use: LedgerUse = { ledger, account: 'shop:1', clock };
  const publish = async (products: Product[], changes: Partial<LedgerUse> = {}, port = taskShopPort(shop, immortal(), clock, () => 'well')) => {
    const ended: Record<string, PublishOutcome> = {};
    for await (const event of publishProducts(port, products, { ledger: { ...use, ...changes }, clock })) if (event.type === 'outcome') ended[event.sku] = event;
    return ended;
  };
  return { clock, shop, ledger, use, publish: (...given: Parameters<typeof publish>) => clock.run(publish(...given)) };
}

/** Ports that answer by SKU, and remember what they were sent. */
function answering(answers: Readonly<Record<string, (sku: string) => OutcomeEvent>>) {
  const sent: unknown[] = [];
  const set = <Item extends { readonly sku: string }>(items: AsyncIterable<Item> | Iterable<Item>, options?: Parameters<Marketplace['prices']['set']>[1]) =>
    runBulk(items, { chunkSize: 10, sku: ({ sku }) => sku, repeats: true, async *send(chunk) {
      for (const item of chunk) {
        sent.push(item);
        yield answers[item.sku]?.(item.sku) ?? accepted(item.sku, { id: item.sku });
      }
    } }, options);
  const made: Marketplace = { name: 'shop', catalog: { publish: set }, prices: { set }, stocks: { set } };
  return { made, sent };
}

async function gather(events: AsyncIterable<BulkEvent>): Promise<BulkEvent[]> {
  const all: BulkEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
const outcomes = (events: readonly BulkEvent[]) =>
  events.flatMap((event) => (event.type === 'accepted' || event.type === 'rejected' ? [`${event.sku} ${event.type}${event.unchanged ? ' unchanged' : ''}`] : event.type === 'unknown' ? [`${event.sku} unknown`] : []));
const price = (sku: string, amount = '10.00'): PriceUpdate => ({ sku, price: { amount, currency: 'RUB' } });

describe('publishing with a ledger', () => {
  it('sends what is new or changed, and of that only the card, the price or the stock that changed', async () => {
    const { shop, publish } = setUp();
    const first = await publish([product('A'), product('B'), product('C')]);
    expect(Object.values(first).map(({ outcome, unchanged }) => [outcome, unchanged])).toEqual([['accepted', undefined], ['accepted', undefined], ['accepted', undefined]]);
    const before = shop.writes;
    const again = await publish([product('A'), product('B', { source: { line: 9 } }), product('C')]);
    expect(shop.writes).toBe(before);
    expect(again['A']).toEqual({ ...first['A'], unchanged: true });
    expect(again['B']?.unchanged).toBe(true);

    const changed = await publish([product('A', { price: { price: { amount: '11.00', currency: 'RUB' } } }), product('B', { stock: { main: 1, north: 5 } }), product('C', { name: 'new' })]);
    expect(shop.writes - before).toBe(3);
    expect(Object.values(changed).map(({ unchanged }) => unchanged)).toEqual([undefined, undefined, undefined]);
    expect([shop.cards.get('A')?.price, shop.cards.get('B')?.stocks['north'], shop.cards.get('C')?.name]).toEqual(['11.00', 5, 'new']);
  });

  it('keeps a refusal, and tries again what has changed, or all of them when asked to', async () => {
    const { shop, ledger, publish } = setUp();
    await publish([product('A', { name: 'bad' }), product('B')]);
    expect((await ledger.read({ account: 'shop:1', kind: 'product' }, ['A']))[0]).toMatchObject({ status: 'rejected', error: { reasons: [{ code: 'BAD_NAME' }] } });
    const before = shop.writes;
    expect((await publish([product('A', { name: 'bad' }), product('B')]))['A']).toMatchObject({ outcome: 'rejected', unchanged: true, reasons: [{ code: 'BAD_NAME' }] });
    expect(shop.writes).toBe(before);
    expect((await publish([product('A', { name: 'bad' })], { retryRejected: true }))['A']).toMatchObject({ outcome: 'rejected' });
    expect(shop.writes).toBe(before + 1);
    expect((await publish([product('A', { name: 'good' })]))['A']).toMatchObject({ outcome: 'accepted' });
  });

  it('sends everything when forced, and to another account', async () => {
    const { shop, publish } = setUp();
    await publish([product('A')]);
    const before = shop.writes;
    await publish([product('A')], { force: true });
    expect(shop.writes).toBe(before + 3);
    await publish([product('A')], { account: 'shop:2' });
    expect(shop.writes).toBe(before + 6);
  });

  it('asks by its task for a card that a killed run left, though the marketplace needs long for it, and never sends it again', async () => {
    const clock = fakeClock();
    const shop = new TaskShop(clock, 600_000);
    const ledger = memoryLedger();
    const run = async () => {
      const ended: PublishOutcome[] = [];
      for await (const event of publishProducts(taskShopPort(shop, immortal(), clock, () => 'well'), [product('A')], { ledger: { ledger, account: 'shop:1' }, clock })) {
        if (event.type === 'outcome') ended.push(event);
      }
      return ended[0];
    };
    expect(await clock.run(run())).toMatchObject({ outcome: 'unknown' });
    expect((await ledger.list()).entries).toMatchObject([{ status: 'pending', pending: { task: '0' } }]);
    expect(await clock.run(run())).toMatchObject({ outcome: 'unknown', reasons: [{ code: 'occwo.still-pending' }, { code: 'occwo.task-unfinished' }] });
    await clock.advance(600_000);
    expect(await clock.run(run())).toMatchObject({ outcome: 'accepted', externalIds: { id: 'id-A' } });
    expect(shop.log.get('A')).toEqual(['arrival A']);
  });
});

describe('ports with a ledger', () => {
  it('tell each item of the input once, and count all of them', async () => {
    const { made } = answering({ no: (sku) => rejected(sku, { code: 'NO', message: 'no' }) });
    const remembered = withLedger(made, { ledger: memoryLedger(), account: 'a' });
    const items = ['A', 'B', 'no'].map((sku) => price(sku));
    expect(outcomes(await gather(remembered.prices.set(items)))).toEqual(['A accepted', 'B accepted', 'no rejected']);
    const events = await gather(remembered.prices.set([...items, price('A'), price('B', '9.00'), price('B', '8.00')]));
    expect(outcomes(events).sort()).toEqual(['A accepted unchanged', 'A accepted unchanged', 'B accepted', 'B accepted unchanged', 'B rejected', 'no rejected unchanged']);
    expect(events.at(-1)).toEqual({ type: 'progress', read: 6, accepted: 4, rejected: 2, unknown: 0 });
  });

  it('hand the ids of the card to price and stock', async () => {
    const { made, sent } = answering({});
    const remembered = withLedger(made, { ledger: memoryLedger(), account: 'a' });
    await gather(remembered.catalog.publish([product('A')]));
    sent.length = 0;
    await gather(remembered.stocks.set([{ sku: 'A', count: 1 }]));
    expect(sent).toEqual([{ sku: 'A', count: 1, externalIds: { id: 'A' } }]);
  });

  it('send again what was refused for circumstances or by our own checks', async () => {
    let sends = 0;
    const refusing = (reason: { code: string; temporary?: true }) => (sku: string) => {
      sends += 1;
      return rejected(sku, { message: 'no', ...reason });
    };
    const { made } = answering({ busy: refusing({ code: 'BUSY', temporary: true }), own: refusing({ code: 'occwo.mapping-missing' }), wrong: refusing({ code: 'WRONG' }) });
    const remembered = withLedger(made, { ledger: memoryLedger(), account: 'a' });
    for (let times = 0; times < 3; times += 1) await gather(remembered.prices.set(['busy', 'own', 'wrong'].map((sku) => price(sku))));
    expect(sends).toBe(3 + 3 + 1);
  });

  it('send again all rows of an SKU in several warehouses where one of them was refused, and only the changed row otherwise', async () => {
    let refusals = 1;
    const { made, sent } = answering({ A: (sku) => (refusals-- > 0 ? rejected(sku, { code: 'NO', message: 'no' }) : accepted(sku)) });
    const remembered = withLedger(made, { ledger: memoryLedger(), account: 'a' });
    const rows = (north: number) => [{ sku: 'A', warehouse: 'main', count: 1 }, { sku: 'A', warehouse: 'north', count: north }];
    expect(outcomes(await gather(remembered.stocks.set(rows(1))))).toEqual(['A rejected', 'A accepted']);
    expect(outcomes(await gather(remembered.stocks.set(rows(1))))).toEqual(['A accepted', 'A accepted']);
    sent.length = 0;
    expect(outcomes(await gather(remembered.stocks.set(rows(2)))).sort()).toEqual(['A accepted', 'A accepted unchanged']);
    expect(sent).toMatchObject([{ warehouse: 'north', count: 2 }]);
  });

  it('send again what the mapping now makes otherwise', async () => {
    const { made, sent } = answering({});
    const ledger = memoryLedger();
    const mapped = (typeId: number) => withLedger({ ...made, catalog: { ...made.catalog, basisOf: () => ({ typeId }) } }, { ledger, account: 'a' });
    for (const typeId of [1, 1, 2]) await gather(mapped(typeId).catalog.publish([product('A')]));
    expect(sent).toHaveLength(2);
  });

  it('send nothing when the ledger cannot be written, and end with its error', async () => {
    const { made, sent } = answering({});
    const ledger = { ...memoryLedger(), begin: () => Promise.reject(new TypeError('the disk is full')) };
    const told: BulkEvent[] = [];
    const walk = async () => {
      for await (const event of withLedger(made, { ledger, account: 'a' }).prices.set([price('A')])) told.push(event);
    };
    await expect(walk()).rejects.toThrow('the disk is full');
    expect(outcomes(told)).toEqual(['A rejected']);
    expect(sent).toEqual([]);
  });

  it('tell what was accepted though it cannot be noted, send no more, and end with the error', async () => {
    const { made, sent } = answering({});
    const ledger = { ...memoryLedger(), settle: () => Promise.reject(new TypeError('the disk is full')) };
    const told: BulkEvent[] = [];
    const walk = async () => {
      for await (const event of withLedger(made, { ledger, account: 'a' }).prices.set(Array.from({ length: 9000 }, (_, index) => price(`A-${index}`)))) told.push(event);
    };
    await expect(walk()).rejects.toThrow('the disk is full');
    expect(outcomes(told).filter((line) => line.endsWith('accepted'))).toHaveLength(sent.length);
    expect(sent.length).toBeLessThan(9000);
  });

  it('read no further, and close the input, when nobody reads on', async () => {
    const { made } = answering({});
    let isClosed = false;
    let pulled = 0;
    async function* endless() {
      try {
        for (;;) yield price(`A-${pulled++}`);
      } finally {
        isClosed = true;
      }
    }
    for await (const event of withLedger(made, { ledger: memoryLedger(), account: 'a' }).prices.set(endless())) if (event.type === 'accepted') break;
    await new Promise((resolve) => setImmediate(resolve));
    await expect.poll(() => isClosed).toBe(true);
    expect(pulled).toBeLessThanOrEqual(10_000);
  });
});
