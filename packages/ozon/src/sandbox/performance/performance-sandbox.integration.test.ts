import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OzonPerformanceClient } from '../../client/create-ozon-performance.js';
import { createOzonPerformance } from '../../client/create-ozon-performance.js';
import { job } from '../../client/jobs/job.js';
import type { OzonPerformanceSandbox } from './start-performance-sandbox.js';
import { startOzonPerformanceSandbox } from './start-performance-sandbox.js';

let sandbox: OzonPerformanceSandbox;
let performance: OzonPerformanceClient;
beforeAll(async () => {
  sandbox = await startOzonPerformanceSandbox({ taskMs: 60 });
  performance = createOzonPerformance({ ...sandbox.credentials, hosts: sandbox.hosts });
});
afterAll(() => sandbox.close());

const period = { dateFrom: '2026-01-01', dateTo: '2026-01-31' };
const make = (campaigns: string[]) => job(performance, 'POST /api/client/statistics').run({ body: { campaigns, ...period } }, { intervalMs: 20 });

describe('Performance over HTTP', () => {
  it('fetches one token for many calls', async () => {
    const lists = await Promise.all([1, 2, 3].map(() => performance.campaigns.list({})));
    expect(lists.map(({ list }) => list?.length)).toEqual([3, 3, 3]);
    expect(sandbox.requests.get('tokens.create')).toBe(1);
  });

  it('fetches another after a refusal', async () => {
    sandbox.revokeTokens();
    await expect(performance.campaigns.list({})).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(performance.campaigns.list({})).resolves.toMatchObject({ total: '3' });
    const wrong = createOzonPerformance({ ...sandbox.credentials, clientSecret: 'x', hosts: sandbox.hosts });
    await expect(wrong.campaigns.list({})).rejects.toMatchObject({ code: 'unauthorized', hint: expect.stringContaining('CLIENT_SECRET') });
  });

  it('makes a report of one campaign as CSV, of several as ZIP', async () => {
    const one = await make(['14000001']);
    expect(one).toMatchObject({ state: 'OK', file: { link: `/api/client/statistics/report?UUID=${one.ticket}` } });
    expect(await (await one.file?.open())?.text()).toContain('№ 14000001');
    const two = await make(['14000001', '14000002']);
    const names: string[] = [];
    for await (const entry of (await two.file?.open())?.entries() ?? []) names.push(entry.name);
    expect(names).toEqual(['14000001.csv', '14000002.csv']);
    const rows = (await two.file?.open())?.rows({ skipLines: 1 });
    expect((await rows?.next())?.value).toEqual({ sku: 'Всего', 'Показы': '0', 'Клики': '0', 'Расход, ₽': '0,00' });
    await rows?.return(undefined);
  });

  it('makes one report at a time, of ten campaigns and 62 days at most', async () => {
    const options = { retries: 0 };
    const body = { campaigns: ['1'], ...period };
    const starts = await Promise.allSettled([1, 2].map(() => performance.request('POST /api/client/statistics', { body } as never, options)));
    const refused = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason as unknown] : []));
    expect(refused).toEqual([expect.objectContaining({ code: 'rate-limited' })]);
    const tooLong = { campaigns: ['1'], dateFrom: '2026-01-01', dateTo: '2026-06-01' };
    await expect(performance.request('POST /api/client/statistics', { body: tooLong } as never)).rejects.toMatchObject({ message: expect.stringContaining('62 days') });
    const tooMany = { campaigns: Array.from({ length: 11 }, String), ...period };
    await expect(performance.request('POST /api/client/statistics', { body: tooMany } as never)).rejects.toMatchObject({ message: expect.stringContaining('10 campaigns') });
  });

  it('says so when a report is not there', async () => {
    await expect(performance.download('/api/client/statistics/report?UUID=none')).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('report not found') });
  });

  it('starts and stops a campaign', async () => {
    await performance.campaigns.activate({ campaignId: '14000002' } as never);
    const { list } = await performance.campaigns.list({ state: 'CAMPAIGN_STATE_RUNNING' } as never);
    expect(list?.map(({ id }) => id)).toEqual(['14000001', '14000002', '14000003']);
    expect(sandbox.effects).toContainEqual({ kind: 'campaign', key: '14000002', value: 'CAMPAIGN_STATE_RUNNING' });
  });
});
