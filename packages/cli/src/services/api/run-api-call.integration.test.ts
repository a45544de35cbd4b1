import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTemporary } from '../../testing/catalogue-files.js';
import { runInput } from '../../testing/run-input.js';
import { startSandboxes } from '../sandbox/start-sandboxes.js';
import type { StartedSandboxes } from '../sandbox/start-sandboxes.js';
import { runApiCall } from './run-api-call.js';
import type { ApiCallInput } from './run-api-call.js';

let sandboxes: StartedSandboxes;
beforeAll(async () => void (sandboxes = await startSandboxes([], 0)));
afterAll(() => sandboxes.close());

async function call(operation: string, input: Partial<ApiCallInput> = {}, stdin = '') {
  const run = runInput(stdin);
  const exitCode = await runApiCall({
    ...run, operation, query: [], path: [], header: [], all: false, sandbox: true, yes: false, folder: tmpdir(), environment: sandboxes.variables, ...input,
  });
  return { exitCode, out: run.streams.out(), err: run.streams.err() };
}

const card = { offer_id: 'A-1', name: 'Чай', price: '100', vat: '0', currency_code: 'RUB', description_category_id: 200001001, type_id: 971001 };

describe('api call', () => {
  it('calls by route and by name, with the body from the line, a file and stdin', async () => {
    const body = '{"filter":{},"limit":2}';
    const answers = [
      await call('POST /v3/product/list', { body }), await call('ozon.products.list', { body: `@${writeTemporary('x.json', body)}` }), await call('ozon.products.list', { body: '-' }, body),
    ];
    for (const { exitCode, out } of answers) {
      expect(exitCode).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ result: { items: [] } });
    }
  });

  it('takes parameters from the route, from flags and from the credentials, in the types of the schema', async () => {
    const campaign = sandboxes.variables.OCCWO_YANDEX_CAMPAIGN_ID ?? '';
    const answers = [
      await call(`GET /v2/campaigns/${campaign}`), await call('yandex.campaigns.get', { path: [`campaignId=${campaign}`] }), await call('GET /v2/campaigns/{campaignId}'),
    ];
    for (const { out } of answers) expect(JSON.parse(out)).toMatchObject({ campaign: { id: Number(campaign) } });
    const both = [await call('GET /v2/campaigns?limit=1'), await call('GET /v2/campaigns', { query: ['limit=1'] })];
    for (const { out } of both) expect((JSON.parse(out) as { campaigns: unknown[] }).campaigns).toHaveLength(1);
  });

  it('walks all pages: lines, one document, no more than asked', async () => {
    const lines = await call('ozon.categories.listAttributeValues', { all: true, max: 3, body: '{"description_category_id":200001001,"type_id":971001,"attribute_id":10096,"limit":2}' });
    const rows = lines.out.trim().split('\n').map((line) => JSON.parse(line) as object);
    expect(rows).toHaveLength(3);
    const document = await call('ozon.categories.listAttributeValues', { all: true, max: 3, json: true, body: '{"description_category_id":200001001,"type_id":971001,"attribute_id":10096,"limit":2}' });
    expect(JSON.parse(document.out)).toEqual(rows);
    const output = path.join(path.dirname(writeTemporary('x', '')), 'values.jsonl');
    expect((await call('ozon.categories.listAttributeValues', { all: true, max: 3, output, body: '{"description_category_id":200001001,"type_id":971001,"attribute_id":10096}' })).out).toBe('');
    expect(readFileSync(output, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as object)).toEqual(rows);
    await expect(call('ozon.products.import', { all: true })).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('--all') });
  });

  it('writes on a sandbox without asking, and really only with a yes', async () => {
    const body = JSON.stringify({ items: [card] });
    const written = await call('ozon.products.import', { body });
    expect(JSON.parse(written.out)).toMatchObject({ result: { task_id: expect.any(Number) } });
    const real = { body, sandbox: false };
    await expect(call('ozon.products.import', real)).rejects.toMatchObject({ code: 'confirmation', message: expect.stringContaining('--yes') });
    await expect(call('ozon.products.import', { ...real, confirm: async () => false })).rejects.toMatchObject({ code: 'confirmation' });
  });

  it('refuses writes in read-only mode, whatever the flags say', async () => {
    const config = writeTemporary('occwo.config.json', '{"readOnly":true}');
    await expect(call('ozon.products.import', { body: '{"items":[]}', config, yes: true })).rejects.toMatchObject({ code: 'read-only' });
    await expect(call('ozon.products.import', { body: '{"items":[]}', config, yes: true, sandbox: false })).rejects.toMatchObject({ code: 'read-only' });
  });

  it.each([['0', 'confirmation'], ['false', 'confirmation'], ['allow-jobs', 'credentials'], ['1', 'credentials']])('with OCCWO_READ_ONLY=%s stops at %s', async (mode, code) => {
    // Credentials come after the question, and the client's own refusal after them: a question that is in vain is not asked.
    await expect(call('ozon.products.import', { body: '{"items":[]}', sandbox: false, environment: { OCCWO_READ_ONLY: mode } })).rejects.toMatchObject({ code });
  });

  it('wants credentials for the real thing, and the shop only where the route has one', async () => {
    const real = { sandbox: false, environment: {} };
    await expect(call('ozon.products.list', real)).rejects.toMatchObject({ code: 'credentials', message: expect.stringContaining('clientId') });
    await expect(call('ozon.performance.campaigns.list', real)).rejects.toMatchObject({ code: 'credentials', hint: expect.stringContaining('OCCWO_OZON_PERFORMANCE_CLIENT_ID') });
    await expect(call('GET /v2/campaigns/{campaignId}', { sandbox: false, environment: { OCCWO_YANDEX_API_KEY: 'k' } })).rejects.toMatchObject({ message: expect.stringContaining('campaignId') });
  });

  it('starts a sandbox of its own where none runs, that of the advertising API too', async () => {
    const { out } = await call('GET /api/client/campaign', { environment: {} });
    expect(JSON.parse(out)).toMatchObject({ list: expect.any(Array) });
  });

  it('calls a route that no table knows where it is said whose it is', async () => {
    await expect(call('POST /v9/future')).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('--marketplace') });
    await expect(call('POST /v9/future', { marketplace: 'ozon' })).rejects.toMatchObject({ code: 'not-found', operation: 'POST /v9/future' });
  });

  it.each<[string, Partial<ApiCallInput>, RegExp]>([
    ['ozon.products.list', { body: '{' }, /--body is no JSON/], ['ozon.products.list', { body: '@none.json' }, /none\.json/], ['ozon.products.list', { query: ['limit'] }, /name=value/],
    ['ozon.products.list', { header: ['Api-Key=x'] }, /no header Api-Key/], ['ozon.products.lst', {}, /no operation/],
  ])('%s %o is wrong usage', async (operation, input, message) => {
    await expect(call(operation, input)).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
  });

  it('remarks on an operation that ends', async () => {
    const { err } = await call('ozon.stocks.listFbsV1', { body: '{"sku":[1]}' }).catch(() => ({ err: '' }));
    expect(err).toMatch(/ozon\.stocks\.listFbsV1 is announced off on \d{4}-\d{2}-\d{2}/);
  });
});
