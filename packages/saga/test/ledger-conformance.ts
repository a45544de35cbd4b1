import { allEntries } from '@occwo/core/ledger';
import type { Ledger, LedgerEntry, LedgerRun, LedgerScope } from '@occwo/core/ledger';
import { expect, it } from 'vitest';

const scope: LedgerScope = { account: 'ozon:1', kind: 'product' };
const stocks: LedgerScope = { account: 'ozon:1', kind: 'stock' };
const run = (id: string, at: number): LedgerRun => ({ id, at });
const reasons = [{ code: 'BAD', message: 'не так \u0000 "кавычки" \\u0000 \ud800', field: 'name' }];

/** What every ledger keeps to. `make` gives an empty one. */
export function ledgerConformance(make: () => Promise<Ledger>): void {
  const one = async (ledger: Ledger, sku: string, of = scope): Promise<LedgerEntry | undefined> => (await ledger.read(of, [sku]))[0];

  it('knows nothing of what it was not told', async () => {
    const ledger = await make();
    expect(await ledger.read(scope, ['A', 'B'])).toEqual([]);
    expect(await ledger.read(scope, [])).toEqual([]);
    expect(await ledger.list()).toEqual({ entries: [] });
    expect(await ledger.count()).toEqual([]);
    await ledger.begin(scope, [], run('r1', 1));
    await ledger.settle(scope, [], run('r1', 1));
    await ledger.noteTask(scope, [], '1', run('r1', 1));
  });

  it('takes an item from pending to accepted, with its task and its ids', async () => {
    const ledger = await make();
    await ledger.begin(scope, [{ sku: 'A', hash: 'h1' }], run('r1', 10));
    expect(await one(ledger, 'A')).toEqual({ ...scope, sku: 'A', status: 'pending', externalIds: {}, pending: { hash: 'h1', run: 'r1', at: 10 }, updatedAt: 10 });
    await ledger.noteTask(scope, [{ sku: 'A' }, { sku: 'never heard of' }], '77', run('r1', 11));
    expect((await one(ledger, 'A'))?.pending).toEqual({ hash: 'h1', run: 'r1', at: 10, task: '77' });
    await ledger.settle(scope, [{ sku: 'A', type: 'accepted', hash: 'h1', externalIds: { productId: '5' } }], run('r1', 12));
    expect(await one(ledger, 'A')).toEqual({ ...scope, sku: 'A', status: 'accepted', accepted: { hash: 'h1', at: 12 }, externalIds: { productId: '5' }, updatedAt: 12 });
    expect((await ledger.read(scope, ['A', 'A', 'never heard of'])).map(({ sku }) => sku)).toEqual(['A']);
  });

  it('keeps the last error, what was accepted before it, and the ids, until the item is accepted again', async () => {
    const ledger = await make();
    await ledger.settle(scope, [{ sku: 'A', type: 'accepted', hash: 'h1', externalIds: { productId: '5' } }], run('r1', 1));
    await ledger.begin(scope, [{ sku: 'A', hash: 'h2' }], run('r2', 2));
    await ledger.settle(scope, [{ sku: 'A', type: 'rejected', hash: 'h2', reasons }], run('r2', 3));
    expect(await one(ledger, 'A')).toMatchObject({ status: 'rejected', accepted: { hash: 'h1', at: 1 }, externalIds: { productId: '5' }, error: { hash: 'h2', at: 3, reasons: [{ code: 'BAD', field: 'name' }] } });
    expect((await one(ledger, 'A'))?.pending).toBeUndefined();
    await ledger.settle(scope, [{ sku: 'A', type: 'rejected', reasons }], run('r3', 4));
    expect((await one(ledger, 'A'))?.error).not.toHaveProperty('hash');
    await ledger.settle(scope, [{ sku: 'A', type: 'accepted', hash: 'h2' }], run('r3', 5));
    expect(await one(ledger, 'A')).toEqual({ ...scope, sku: 'A', status: 'accepted', accepted: { hash: 'h2', at: 5 }, externalIds: { productId: '5' }, updatedAt: 5 });
  });

  it('leaves pending what ended unknown, with why, its task and its time', async () => {
    const ledger = await make();
    await ledger.begin(scope, [{ sku: 'A', hash: 'h1' }], run('r1', 1));
    await ledger.noteTask(scope, [{ sku: 'A' }], '7', run('r1', 2));
    await ledger.settle(scope, [{ sku: 'A', type: 'unknown', hash: 'h1', reasons }, { sku: 'B', type: 'unknown', hash: 'h9', reasons }], run('r1', 3));
    expect(await one(ledger, 'A')).toMatchObject({ status: 'pending', pending: { hash: 'h1', run: 'r1', at: 1, task: '7' }, error: { at: 3, reasons: [{ code: 'BAD' }] } });
    expect(await one(ledger, 'B')).toMatchObject({ status: 'pending', pending: { hash: 'h9', run: 'r1', at: 3 } });
  });

  it('lets a later run take over, and hears nothing more of the earlier one', async () => {
    const ledger = await make();
    await ledger.begin(scope, [{ sku: 'A', hash: 'h1' }], run('r1', 1));
    await ledger.noteTask(scope, [{ sku: 'A' }], '7', run('r1', 1));
    await ledger.begin(scope, [{ sku: 'A', hash: 'h2' }], run('r2', 2));
    const taken = await one(ledger, 'A');
    expect(taken?.pending).toEqual({ hash: 'h2', run: 'r2', at: 2 });
    await ledger.noteTask(scope, [{ sku: 'A' }], '8', run('r1', 3));
    for (const type of ['accepted', 'rejected', 'unknown'] as const) await ledger.settle(scope, [{ sku: 'A', type, hash: 'h1', reasons }], run('r1', 3));
    expect(await one(ledger, 'A')).toEqual(taken);
  });

  it('tells accounts, kinds and warehouses apart, and SKUs exactly', async () => {
    const ledger = await make();
    const skus = ['557722', '0557722', 'a', 'A', 'тест', "it's", '"q"', 'x '];
    for (const of of [scope, { ...scope, account: 'wb:1' }, { ...scope, kind: 'price' } as const]) {
      await ledger.settle(of, skus.map((sku) => ({ sku, type: 'accepted', hash: `${of.account} ${of.kind} ${sku}` })), run('r', 1));
    }
    await ledger.settle(stocks, [{ sku: 'A', warehouse: 'main', type: 'accepted', hash: '1' }, { sku: 'A', warehouse: 'север', type: 'rejected', hash: '2', reasons }], run('r', 1));
    for (const sku of skus) expect((await ledger.read(scope, [sku])).map(({ accepted }) => accepted?.hash)).toEqual([`ozon:1 product ${sku}`]);
    expect((await ledger.read(stocks, ['A'])).map(({ warehouse, status }) => [warehouse, status]).sort()).toEqual([['main', 'accepted'], ['север', 'rejected']]);
    expect((await ledger.list({ sku: 'A' })).entries).toHaveLength(5);
    expect(await ledger.count({ account: 'ozon:1' })).toEqual([
      { account: 'ozon:1', kind: 'price', status: 'accepted', entries: skus.length },
      { account: 'ozon:1', kind: 'product', status: 'accepted', entries: skus.length },
      { account: 'ozon:1', kind: 'stock', status: 'accepted', entries: 1 },
      { account: 'ozon:1', kind: 'stock', status: 'rejected', entries: 1 },
    ]);
  });

  it('lists by account, kind, SKU and warehouse, page by page, each entry once', async () => {
    const ledger = await make();
    const sku = (index: number) => `A-${String(index).padStart(4, '0')}`;
    const indexes = Array.from({ length: 250 }, (_, index) => index);
    await ledger.begin(scope, indexes.map((index) => ({ sku: sku(index), hash: 'h' })), run('r', 1));
    await ledger.settle(scope, indexes.filter((index) => index % 5 !== 0).map((index) => ({ sku: sku(index), type: index % 2 ? 'accepted' : 'rejected', hash: 'h', reasons })), run('r', 2));
    const first = await ledger.list({ limit: 100 });
    const second = await ledger.list({ limit: 100, after: first.next });
    const third = await ledger.list({ limit: 100, after: second.next });
    expect([...first.entries, ...second.entries, ...third.entries].map((entry) => entry.sku)).toEqual(indexes.map(sku));
    expect(third.next).toBeUndefined();
    await expect(ledger.list({ after: 'x' })).rejects.toThrow(RangeError);
    for (const [status, count] of [['pending', 50], ['accepted', 100], ['rejected', 100]] as const) {
      const found: string[] = [];
      for await (const entry of allEntries(ledger, { account: 'ozon:1', kind: 'product', status })) found.push(entry.status);
      expect(found).toEqual(Array.from({ length: count }, () => status));
    }
  });

  it('prunes what was not written to for long, never what is pending', async () => {
    const ledger = await make();
    await ledger.begin(scope, [{ sku: 'pending', hash: 'h' }], run('r', 1));
    await ledger.settle(scope, [{ sku: 'old', type: 'accepted', hash: 'h' }, { sku: 'refused', type: 'rejected', reasons }], run('r', 1));
    await ledger.settle(scope, [{ sku: 'new', type: 'accepted', hash: 'h' }], run('r', 100));
    await ledger.settle({ ...scope, account: 'wb:1' }, [{ sku: 'old', type: 'accepted', hash: 'h' }], run('r', 1));
    expect(await ledger.prune({ before: 50, account: 'ozon:1', status: 'accepted' })).toBe(1);
    expect((await ledger.list()).entries.map(({ account, sku }) => `${account} ${sku}`)).toEqual(['ozon:1 new', 'ozon:1 pending', 'ozon:1 refused', 'wb:1 old']);
    expect(await ledger.prune({ before: 50 })).toBe(2);
    expect((await ledger.list()).entries.map(({ sku }) => sku)).toEqual(['new', 'pending']);
  });

  it('takes thousands of SKUs a call', async () => {
    const ledger = await make();
    const skus = Array.from({ length: 12_000 }, (_, index) => `S-${index}`);
    await ledger.begin(scope, skus.map((sku) => ({ sku, hash: 'h' })), run('r', 1));
    await ledger.settle(scope, skus.map((sku) => ({ sku, type: 'accepted', hash: 'h', externalIds: { id: sku } })), run('r', 2));
    const found = await ledger.read(scope, skus);
    expect(found).toHaveLength(12_000);
    expect(found.every(({ sku, externalIds, status }) => externalIds['id'] === sku && status === 'accepted')).toBe(true);
  });
}
