import type { ApiError } from '@occwo/core';
import type { Product } from '@occwo/core';
import type { Job } from '@occwo/core/jobs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWildberries } from '../client/create-wildberries.js';
import type { WildberriesClient } from '../client/create-wildberries.js';
import type { JobRoute } from '../client/jobs/flows.js';
import { job } from '../client/jobs/job.js';
import { wildberriesMarketplace } from '../marketplace/wildberries-marketplace.js';
import { fasterClock } from './faster-clock.js';
import { sandboxMapping } from './sandbox-mapping.js';
import { startWildberriesSandbox } from './start-wildberries-sandbox.js';
import type { WildberriesSandbox } from './start-wildberries-sandbox.js';
import { sandboxSubjects } from './subjects.js';

const clock = fasterClock(20);
let sandbox: WildberriesSandbox;
let wildberries: WildberriesClient;

beforeEach(async () => {
  sandbox = await startWildberriesSandbox({ clock });
  wildberries = createWildberries({ clock, hosts: sandbox.hosts, ...sandbox.credentials, replies: 'strict' });
});
afterEach(() => sandbox.close());

/** `strict`: every answer of the sandbox must pass the official schema. One client a test: it keeps the limits that the sandbox enforces. */
const client = () => wildberries;
const refusal = (promise: Promise<unknown>) => promise.then(() => undefined, (error: unknown) => error as ApiError);

/** Makes cards; gives their nmIDs in the order of the articles. */
async function cards(...articles: string[]): Promise<number[]> {
  const products = articles.map((sku): Product => ({ sku, name: sku, category: { id: '1', name: 'A', path: ['A'] }, barcodes: [], photos: [], attributes: [] }));
  const ids = new Map<string, number>();
  for await (const event of wildberriesMarketplace(client(), sandboxMapping(), { clock }).catalog.publish(products)) {
    if (event.type === 'accepted') ids.set(event.sku, Number(event.externalIds?.nmId));
  }
  return articles.map((sku) => ids.get(sku) as number);
}

describe('directory', () => {
  it.each([
    'GET /content/v2/object/parent/all', 'GET /content/v2/directory/colors', 'GET /content/v2/directory/kinds', 'GET /content/v2/directory/countries',
    'GET /content/v2/directory/seasons', 'GET /content/v2/directory/vat', 'GET /api/v3/offices', 'GET /api/v1/seller-info', 'GET /content/v2/cards/limits',
  ] as const)('%s answers by its schema', async (route) => {
    expect(await client().request(route)).toBeTruthy();
  });

  it('finds subjects by a part of their name, page by page', async () => {
    const { data } = await client().request('GET /content/v2/object/all', { query: { name: 'книг', limit: 1, offset: 1 } });
    expect(data).toMatchObject([{ subjectName: 'Книги детские', parentName: 'Книги' }]);
  });

  it('has no two subjects or characteristics of one subject with one id', () => {
    const ids = sandboxSubjects.map(({ subjectID }) => subjectID);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { characteristics } of sandboxSubjects) expect(new Set(characteristics.map(({ charcID }) => charcID)).size).toBe(characteristics.length);
  });
});

describe('tags', () => {
  it('makes, renames, links and deletes them, at most 15', async () => {
    const [nmID = 0] = await cards('A');
    for (let number = 1; number <= 15; number += 1) await wildberries.request('POST /content/v2/tag', { body: { name: `T${number}`, color: 'D1CFD7' } });
    expect((await refusal(wildberries.request('POST /content/v2/tag', { body: { name: 'T16' } })))?.message).toContain('Исчерпан лимит');
    // The document says that `data` is one tag, its own example (and life) that it is a list.
    const tolerant = createWildberries({ clock, hosts: sandbox.hosts, ...sandbox.credentials });
    const [tag] = (await tolerant.request('GET /content/v2/tags')).data as unknown as { id: number }[];
    await wildberries.request('PATCH /content/v2/tag/{id}', { path: { id: tag?.id as number }, body: { name: 'Новинка' } });
    await wildberries.request('POST /content/v2/tag/nomenclature/link', { body: { nmID, tagsIDs: [tag?.id as number] } });
    expect(sandbox.effects.at(-1)?.value).toMatchObject({ tags: [{ name: 'Новинка' }] });
    await wildberries.request('DELETE /content/v2/tag/{id}', { path: { id: tag?.id as number } });
    expect(await refusal(wildberries.request('DELETE /content/v2/tag/{id}', { path: { id: tag?.id as number } }))).toMatchObject({ status: 200, code: 'rejected' });
  });

  it.each(['', 'имя длиннее пятнадцати'])('refuses the name %j', async (name) => {
    expect((await refusal(client().request('POST /content/v2/tag', { body: { name } })))?.message).toContain('Недопустимое значение');
  });
});

describe('groups of cards', () => {
  it('joins and splits them', async () => {
    const [a = 0, b = 0] = await cards('A', 'B');
    const groups = async () => ((await client().request('POST /content/v2/get/cards/list', { body: { settings: { sort: { ascending: true }, cursor: { limit: 100 } } } })).cards ?? []).map(({ imtID }) => imtID as number);
    const [target = 0, other] = await groups();
    expect(other).not.toBe(target);
    await client().request('POST /content/v2/cards/moveNm', { body: { targetIMT: target, nmIDs: [b] } });
    expect(new Set(await groups()).size).toBe(1);
    await client().request('POST /content/v2/cards/moveNm', { body: { nmIDs: [a, b] } });
    expect(new Set(await groups()).size).toBe(2);
    expect((await refusal(client().request('POST /content/v2/cards/moveNm', { body: { targetIMT: 1, nmIDs: [a] } })))?.message).toContain('несуществующий imt');
  });

  it('puts cards into the trash and takes them out again', async () => {
    const [nmID = 0] = await cards('A');
    await client().request('POST /content/v2/cards/delete/trash', { body: { nmIDs: [nmID] } });
    const trash = await client().request('POST /content/v2/get/cards/trash', { body: { settings: { cursor: { limit: 10 } } } });
    expect(trash.cards).toMatchObject([{ nmID, vendorCode: 'A' }]);
    await client().request('POST /content/v2/cards/recover', { body: { nmIDs: [nmID] } });
    const list = await client().request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 10 } } } });
    expect(list.cards).toMatchObject([{ nmID }]);
  });

  it('generates barcodes whose check digit is right', async () => {
    const { data = [] } = await client().request('POST /content/v2/barcodes', { body: { count: 3 } });
    for (const barcode of data ?? []) {
      const sum = [...barcode].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 1 ? 3 : 1), 0);
      expect(sum % 10).toBe(0);
    }
    expect(new Set(data).size).toBe(3);
  });
});

describe('prices', () => {
  it('lists prices in force, sizes, and what is held in quarantine', async () => {
    const [nmID = 0] = await cards('A');
    const set = (price: number) => job(client(), 'POST /api/v2/upload/task').run({ body: { data: [{ nmID, price, discount: 10 }] } }, { clock });
    expect((await set(1000)).state).toBe('3');
    expect(await set(100)).toMatchObject({ state: '6', value: [{ status: 3, errorText: expect.stringContaining('quarantine') }] });
    const { data } = await client().request('GET /api/v2/list/goods/filter', { query: { limit: 10, filterNmID: nmID } });
    expect(data?.listGoods).toMatchObject([{ nmID, discount: 10, sizes: [{ price: 1000, discountedPrice: 900 }] }]);
    const sizes = await client().request('GET /api/v2/list/goods/size/nm', { query: { limit: 10, nmID } });
    expect(sizes.data?.listGoods).toMatchObject([{ nmID, price: 1000 }]);
    const quarantine = await client().request('GET /api/v2/quarantine/goods', { query: { limit: 10 } });
    expect(quarantine.data?.quarantineGoods).toMatchObject([{ nmID, newPrice: 100, oldPrice: 1000, priceDiff: -900 }]);
  });
});

describe('warehouses and stocks', () => {
  it('binds each warehouse to an office of its own', async () => {
    const { id = 0 } = await wildberries.request('POST /api/v3/warehouses', { body: { name: 'Юг', officeId: 17 } });
    expect(await refusal(wildberries.request('POST /api/v3/warehouses', { body: { name: 'Ещё', officeId: 17 } }))).toMatchObject({ status: 409 });
    await wildberries.request('PUT /api/v3/warehouses/{warehouseId}', { path: { warehouseId: id as number }, body: { name: 'Юг 2', officeId: 17 } });
    expect((await wildberries.request('GET /api/v3/warehouses')).map(({ name }) => name)).toEqual(['Основной склад', 'Юг 2']);
    await wildberries.request('DELETE /api/v3/warehouses/{warehouseId}', { path: { warehouseId: id as number } });
    expect(await wildberries.request('GET /api/v3/warehouses')).toHaveLength(1);
  });

  it('reads stocks back, and forgets deleted ones', async () => {
    await cards('A');
    const port = wildberriesMarketplace(client(), sandboxMapping(), { clock });
    let chrtId = 0;
    for await (const event of port.stocks.set([{ sku: 'A', count: 9 }])) if (event.type === 'accepted') chrtId = Number(event.externalIds?.chrtId);
    const [warehouse] = await client().request('GET /api/v3/warehouses');
    const path = { warehouseId: warehouse?.id as number };
    const read = () => client().request('POST /api/v3/stocks/{warehouseId}', { path, body: { chrtIds: [chrtId] } });
    expect(await read()).toEqual({ stocks: [{ chrtId, amount: 9 }] });
    await client().request('DELETE /api/v3/stocks/{warehouseId}', { path, body: { chrtIds: [chrtId] } });
    expect(await read()).toEqual({ stocks: [] });
  });
});

describe('jobs', () => {
  it('makes reports of analytics in the background', async () => {
    await cards('A', 'B');
    const { value, state } = await job(client(), 'GET /api/v1/warehouse_remains').run({}, { clock });
    expect(state).toBe('done');
    expect(value).toMatchObject([{ vendorCode: 'A' }, { vendorCode: 'B' }]);
    const query = { dateFrom: '2026-11-01', dateTo: '2026-11-02' };
    expect(await job(client(), 'GET /api/v1/paid_storage').run({ query }, { clock })).toMatchObject({ empty: true, value: undefined });
    expect(await job(client(), 'GET /api/v1/acceptance_report').run({ query }, { clock })).toMatchObject({ empty: true });
  });

  it('makes CSV reports in a ZIP, row by row', async () => {
    await cards('A,"1"');
    const body = { reportType: 'DETAIL_HISTORY_REPORT', params: { startDate: '2026-11-01', endDate: '2026-11-02' } } as const;
    const report = job(client(), 'POST /api/v2/nm-report/downloads');
    const { file, ticket } = await report.run({ body }, { clock });
    const rows = [];
    for await (const row of (await file?.open())?.rows() ?? []) rows.push(row);
    expect(rows).toMatchObject([{ VendorCode: 'A,"1"', NmID: expect.stringMatching(/^\d+$/) }]);
    for await (const entry of (await file?.open())?.entries() ?? []) expect(entry.name).toBe(`${ticket}.csv`);
    const again = await refusal(report.run({ body: { ...body, id: ticket } }, { clock }));
    expect(again?.message).toContain('already exists');
  });

  it('works off every kind of upload, and tells of each good', async () => {
    const [nmID = 0] = await cards('A');
    const run = (route: JobRoute, body: unknown) => (job(client(), route) as Job).run({ body }, { clock });
    const told = await Promise.all([
      run('POST /api/v2/upload/task/size', { data: [{ nmID, sizeID: 1, price: 500 }] }),
      run('POST /api/v2/upload/task/club-discount', { data: [{ nmID, clubDiscount: 5 }] }),
      run('POST /api/discounts-prices/v1/upload/task/b2b/wholesale', { data: [{ nmId: nmID, wholesaleDiscountThreshold: [] }] }),
      run('POST /api/v1/calendar/promotions/upload', { data: { promotionID: 1, uploadNow: true, nomenclatures: [nmID, 999] } }),
    ]);
    expect(told.map(({ state }) => state)).toEqual(['3', '3', '3', '5']);
    expect(told[3]?.value).toMatchObject([{ nmID, status: 2 }, { nmID: 999, status: 3, errorText: 'Invalid item No.' }]);
  });
});
