import { afterAll, describe, expect, it } from 'vitest';
import { fakeClock } from '@occwo/core/testing';
import { createYandex } from '../../client/create-yandex.js';
import { runJob } from '../../client/jobs/run-job.js';
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
    const report = await clock.run(runJob(yandex, 'POST /v2/reports/goods-prices/generate', { query: { format: 'CSV' }, body: { businessId } }, { clock }));
    expect(clock.monotonic() - startedAt).toBeGreaterThanOrEqual(20_000);
    const reply = await fetch(report.file as string);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const text = Buffer.from(await reply.arrayBuffer()).toString();
    expect(text).toContain('offerId,price,discountBase,currency\nA-1,10.5,,RUR\n"Б,2",10.5,,RUR\n');
    await clock.advance(3_600_001);
    expect((await fetch(report.file as string)).status).toBe(403);
    expect((await fetch(await clock.run(report.link()))).status).toBe(200);
  });

  it('gives a workbook where no format is named, and JSON where it is asked for', async () => {
    const { clock, yandex, businessId } = await shop();
    await clock.run(yandex.stocks.update({ skus: [{ sku: 'A-1', items: [{ count: 7 }] }] }));
    const run = async (query: { format?: 'JSON' }) => {
      const { file } = await clock.run(runJob(yandex, 'POST /v2/reports/stocks-on-warehouses/generate', { query, body: { businessId } }, { clock }));
      const reply = await fetch(file as string);
      return { type: reply.headers.get('content-type'), text: Buffer.from(await reply.arrayBuffer()).toString() };
    };
    expect(await run({})).toMatchObject({ type: expect.stringContaining('spreadsheetml'), text: expect.stringContaining('<c t="inlineStr"><is><t>A-1</t></is></c>') });
    expect((await run({ format: 'JSON' })).text).toContain('[{"offerId":"A-1","warehouseId":501001,"count":7}]');
  });

  it('has no data about orders, and knows no report that nobody started', async () => {
    const { clock, yandex, businessId } = await shop();
    const report = await clock.run(runJob(yandex, 'POST /v2/reports/united-orders/generate', { body: { businessId, dateFrom: '2026-01-01', dateTo: '2026-01-31' } }, { clock }));
    expect(report.empty).toBe(true);
    await expect(clock.run(yandex.reports.getInfo({ reportId: 'R-99' }))).rejects.toMatchObject({ code: 'not-found', vendorCode: 'DOCUMENT_NOT_FOUND' });
  });
});
