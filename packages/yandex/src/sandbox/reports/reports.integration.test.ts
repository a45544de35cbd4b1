import { afterAll, describe, expect, it } from 'vitest';
import type { GroupSchemas } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import type { Job } from '@occwo/core/jobs';
import { sampleValue } from '@occwo/core/sandbox';
import { fakeClock, seededRandom } from '@occwo/core/testing';
import { createYandex } from '../../client/create-yandex.js';
import { jobFlows } from '../../client/jobs/flows.js';
import type { JobRoute } from '../../client/jobs/flows.js';
import { job } from '../../client/jobs/job.js';
import { operations } from '../../generated/operations.js';
import { schemas } from '../../generated/schemas.js';
import { startYandexSandbox } from '../index.js';
import type { YandexSandbox, YandexSandboxOptions } from '../index.js';

const running: YandexSandbox[] = [];
afterAll(() => Promise.all(running.map((sandbox) => sandbox.close())));

async function shop(options: YandexSandboxOptions = {}) {
  const clock = fakeClock();
  const sandbox = await startYandexSandbox({ taskMs: 20_000, clock, ...options });
  running.push(sandbox);
  const yandex = createYandex({ ...sandbox.credentials, hosts: sandbox.hosts, clock, replies: 'strict' });
  const offer = (offerId: string) => ({ offer: { offerId, name: 'К', marketCategoryId: 41, vendor: 'В', description: 'О', pictures: ['https://a.example/1.jpg'], basicPrice: { value: 10.5, currencyId: 'RUR' as const } } });
  await clock.run(yandex.offerMappings.update({ offerMappings: [offer('A-1'), offer('Б,2')] }));
  return { clock, sandbox, yandex, businessId: sandbox.credentials.businessId };
}

describe('reports of the sandbox', () => {
  it('takes time, and hands a CSV in a ZIP out by a link that dies after an hour', async () => {
    const { clock, yandex, businessId } = await shop();
    const startedAt = clock.monotonic();
    const report = await clock.run(job(yandex, 'POST /v2/reports/goods-prices/generate').run({ query: { format: 'CSV' }, body: { businessId } }, { clock }));
    expect(clock.monotonic() - startedAt).toBeGreaterThanOrEqual(20_000);
    const file = await report.file?.open();
    expect([file?.contentType, file?.name]).toEqual(['application/zip', `${report.ticket}.zip`]);
    const rows = [];
    for await (const row of file?.rows() ?? []) rows.push(row);
    expect(rows).toEqual([{ offerId: 'A-1', price: '10.5', discountBase: '', currency: 'RUR' }, { offerId: 'Б,2', price: '10.5', discountBase: '', currency: 'RUR' }]);
    await clock.advance(3_600_001);
    expect((await fetch(report.file?.link ?? '')).status).toBe(403);
    const again = await clock.run((async () => report.file?.open())());
    expect((await again?.bytes())?.length).toBeGreaterThan(100);
  });

  it('gives a workbook where no format is named, and JSON where it is asked for', async () => {
    const { clock, yandex, businessId } = await shop();
    await clock.run(yandex.stocks.update({ skus: [{ sku: 'A-1', items: [{ count: 7 }] }] }));
    const run = async (query: { format?: 'JSON' }) => {
      const { file } = await clock.run(job(yandex, 'POST /v2/reports/stocks-on-warehouses/generate').run({ query, body: { businessId } }, { clock }));
      const reply = await file?.open();
      return { type: reply?.contentType, text: Buffer.from((await reply?.bytes()) ?? []).toString() };
    };
    expect(await run({})).toMatchObject({ type: expect.stringContaining('spreadsheetml'), text: expect.stringContaining('<c t="inlineStr"><is><t>A-1</t></is></c>') });
    expect((await run({ format: 'JSON' })).text).toContain('[{"offerId":"A-1","warehouseId":501001,"count":7}]');
  });

  it('has no data about orders, and knows no report that nobody started', async () => {
    const { clock, yandex, businessId } = await shop();
    const report = await clock.run(job(yandex, 'POST /v2/reports/united-orders/generate').run({ body: { businessId, dateFrom: '2026-01-01', dateTo: '2026-01-31' } }, { clock }));
    expect(report.empty).toBe(true);
    await expect(clock.run(yandex.reports.getInfo({ reportId: 'R-99' }))).rejects.toMatchObject({ code: 'not-found', vendorCode: 'DOCUMENT_NOT_FOUND' });
  });

  it('plays every generator', async () => {
    const { clock, yandex } = await shop();
    const index = operationIndex(operations);
    for (const route of Object.keys(jobFlows).filter((one) => one.endsWith('/generate')) as JobRoute[]) {
      const operation = index.byRoute(route);
      const group = (await schemas[operation.group]?.())?.default as GroupSchemas;
      const schema = group.operations[operation.name.slice(operation.group.length + 1)]?.body;
      const body = schema && sampleValue(schema, { definitions: group.$defs, random: seededRandom(1) });
      const report = await clock.run((job(yandex, route) as Job).run({ body }, { clock }));
      expect(report.state, route).toBe('DONE');
      expect(report.empty, route).toBe(report.file === undefined);
      // Most starts have a quota of one in two or ten minutes.
      await clock.advance(600_000);
    }
  });
});
