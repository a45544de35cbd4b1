import type { ApiError } from '@occwo/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWildberries } from '../client/create-wildberries.js';
import type { WildberriesClient } from '../client/create-wildberries.js';
import { fasterClock } from './faster-clock.js';
import { sandboxToken } from './sandbox-token.js';
import type { SandboxTokenOptions } from './sandbox-token.js';
import { startWildberriesSandbox } from './start-wildberries-sandbox.js';
import type { WildberriesSandbox } from './start-wildberries-sandbox.js';

const clock = fasterClock(20);
let sandbox: WildberriesSandbox;
let wildberries: WildberriesClient;

beforeEach(async () => {
  sandbox = await startWildberriesSandbox({ clock, taskMs: 1000 });
  wildberries = createWildberries({ clock, hosts: sandbox.hosts, ...sandbox.credentials, replies: 'strict' });
});
afterEach(() => sandbox.close());

/** One client a test: it keeps the limits that the sandbox enforces. */
const client = () => wildberries;
/** A request past the client, as a program without OCCWO would send it. */
const raw = (path: string, token: string, init: RequestInit = {}) => fetch(`${sandbox.url}${path}`, { ...init, headers: { authorization: token, 'content-type': 'application/json' } });
const upload = (...variants: Record<string, unknown>[]) => client().request('POST /content/v2/cards/upload', { body: [{ subjectID: 1, variants: variants.map((variant) => ({ title: 'Имя', ...variant })) }] as never });
const refusal = (promise: Promise<unknown>) => promise.then(() => undefined, (error: unknown) => error as ApiError);
const until = async <Value>(ask: () => Promise<Value | undefined>): Promise<Value> => {
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
  }
};

describe('credentials', () => {
  it.each<[string, string, number, RegExp]>([
    ['none', '', 401, /empty/],
    ['no JWT', 'secret', 401, /malformed/],
    ['another signature', `${sandboxToken()}x`, 401, /signature/],
    ['an expired one', sandboxToken({ expiresAt: 0 }), 401, /expired/],
    ['another category', sandboxToken({ categories: ['finance'] }), 401, /scope not allowed/],
    ['read only', sandboxToken({ readOnly: true }), 403, /read-only/],
  ])('refuses %s', async (_name, token, status, detail) => {
    const reply = await raw('/content-api/content/v2/cards/upload', token, { method: 'POST', body: '[]' });
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toContain('problem+json');
    expect(((await reply.json()) as { detail: string }).detail).toMatch(detail);
  });

  it('keeps sellers apart', async () => {
    await upload({ vendorCode: 'A' });
    const list = (token: SandboxTokenOptions) => createWildberries({ clock, hosts: sandbox.hosts, token: sandboxToken(token) }).request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 10 } } } });
    await until(async () => ((await list({})).cards?.length ? true : undefined));
    expect((await list({ sellerId: 'somebody-else' })).cards).toEqual([]);
  });
});

describe('limits', () => {
  it('tells what is left, and answers 429 with the headers of Wildberries', async () => {
    const real = await startWildberriesSandbox();
    const ask = () => fetch(`${real.url}/content-api/content/v2/tags`, { headers: { authorization: sandboxToken() } });
    const first = await ask();
    expect(first.headers.get('x-ratelimit-remaining')).toBe('4');
    const replies = await Promise.all(Array.from({ length: 6 }, ask));
    const refused = replies.find(({ status }) => status === 429);
    expect(refused?.headers.get('x-ratelimit-limit')).toBe('5');
    expect(Number(refused?.headers.get('x-ratelimit-retry'))).toBeGreaterThanOrEqual(1);
    expect(await refused?.json()).toMatchObject({ title: 'too many requests', status: 429 });
    await real.close();
  });
});

describe('cards', () => {
  it('makes cards after a while, and none of a group with a bad one', async () => {
    await upload({ vendorCode: 'A' }, { vendorCode: 'B', sizes: [{ skus: ['4601234567894'] }] });
    const errors = await until(async () => {
      const { data } = await client().request('POST /content/v2/cards/error/list', { body: { cursor: { limit: 100 } } });
      return data?.items?.length ? data.items : undefined;
    });
    expect(errors).toMatchObject([{ vendorCodes: ['A', 'B'], errors: { B: [expect.stringContaining('4601234567894')] } }]);
    expect(sandbox.effects).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a subject that does not exist', () => client().request('POST /content/v2/cards/upload', { body: [{ subjectID: 4, variants: [{ vendorCode: 'A' }] }] as never }), /category does not exist.*4/],
    ['an article twice', () => upload({ vendorCode: 'A' }, { vendorCode: 'A' }), /vendor code is used/],
    ['a card without an article', () => upload({ vendorCode: '' }), /without a vendorCode/],
    ['more than 30 variants', () => upload(...Array.from({ length: 31 }, (_, index) => ({ vendorCode: `A-${index}` }))), /Invalid request format|maxItems|at most|more than/],
    ['a missing characteristic', () => client().request('POST /content/v2/cards/upload', { body: [{ subjectID: 192, variants: [{ vendorCode: 'A', title: 'Имя' }] }] as never }), /required characteristics.*A.*14177449/],
  ])('refuses %s', async (_name, call, message) => {
    expect((await refusal(call()))?.message).toMatch(message);
  });

  it('loads no photo when one link is no image, and says nothing of it', async () => {
    await upload({ vendorCode: 'A' });
    const card = await until(async () => (await client().request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 1 } } } })).cards?.[0]);
    const save = (...data: string[]) => client().request('POST /content/v3/media/save', { body: { nmId: card.nmID as number, data } });
    await expect(save('https://a.example/1.jpg', 'https://a.example/page.html')).resolves.toMatchObject({ error: false });
    expect(sandbox.effects.map(({ kind }) => kind)).toEqual(['card']);
    await save('https://a.example/1.jpg');
    expect(sandbox.effects.at(-1)).toMatchObject({ kind: 'photos', value: ['https://a.example/1.jpg'] });
    expect((await refusal(save(...Array.from({ length: 31 }, (_, index) => `https://a.example/${index}.jpg`))))?.message).toMatch(/30 images/);
  });

  it('pages from the oldest change to the newest, and total is the size of the page', async () => {
    await upload({ vendorCode: 'A' }, { vendorCode: 'B' }, { vendorCode: 'C' });
    const list = (cursor: object) => client().request('POST /content/v2/get/cards/list', { body: { settings: { sort: { ascending: true }, cursor: { limit: 2, ...cursor } } } });
    const first = await until(async () => ((await list({})).cards?.length === 2 ? list({}) : undefined));
    const { updatedAt, nmID } = first.cursor ?? {};
    const second = await list({ updatedAt, nmID });
    expect([first.cursor?.total, second.cursor?.total]).toEqual([2, 1]);
    expect([...(first.cards ?? []), ...(second.cards ?? [])].map(({ vendorCode }) => vendorCode)).toEqual(['A', 'B', 'C']);
  });
});

describe('prices', () => {
  it('works an upload off later: buffer first, history then, 208 for the same one meanwhile', async () => {
    await sandbox.close();
    sandbox = await startWildberriesSandbox({ clock, taskMs: 10_000 });
    wildberries = createWildberries({ clock, hosts: sandbox.hosts, ...sandbox.credentials });
    await upload({ vendorCode: 'A' });
    const card = await until(async () => (await client().request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 1 } } } })).cards?.[0]);
    const start = () => client().request('POST /api/v2/upload/task', { body: { data: [{ nmID: card.nmID as number, price: 100, discount: 10 }, { nmID: 5, price: 1 }] } });
    const { data } = await start();
    const uploadID = data?.id as number;
    expect((await start()).data).toEqual({ id: uploadID, alreadyExists: true });
    const status = (route: 'GET /api/v2/buffer/tasks' | 'GET /api/v2/history/tasks') => client().request(route, { query: { uploadID } });
    expect((await status('GET /api/v2/buffer/tasks')).data?.status).toBe(1);
    expect((await until(async () => (await status('GET /api/v2/history/tasks')).data ?? undefined)).status).toBe(5);
    const goods = await client().request('GET /api/v2/history/goods/task', { query: { uploadID, limit: 10, offset: 0 } });
    expect(goods.data?.historyGoods).toMatchObject([{ status: 2 }, { status: 3, errorText: 'Invalid item No.' }]);
  });

  it.each([
    [[], /Empty data/],
    [[{ nmID: 1, price: 1 }, { nmID: 1, price: 2 }], /Duplicate/],
    [[{ nmID: 1 }], /not specified/],
    [[{ nmID: 1, price: -1 }], /Invalid price value/],
    [[{ nmID: 1, price: 5, discount: 100 }], /Invalid discount value/],
    [[{ nmID: 1, price: 5 }], /All item Nos\. are specified incorrectly/],
  ])('refuses %j', async (data, message) => {
    expect((await refusal(client().request('POST /api/v2/upload/task', { body: { data } })))?.message).toMatch(message);
  });
});

describe('stocks', () => {
  it('refuses barcodes, which were switched off, and warehouses that are not there', async () => {
    const [warehouse] = await client().request('GET /api/v3/warehouses');
    const put = (warehouseId: number, row: object) => refusal(client().request('PUT /api/v3/stocks/{warehouseId}', { path: { warehouseId }, body: { stocks: [row] } }));
    expect((await put(warehouse?.id as number, { sku: '123', amount: 1 }))?.vendorCode).toBe('SKUUploadDisabled');
    expect(await put(7, { chrtId: 1, amount: 1 })).toMatchObject({ status: 404, vendorCode: 'NotFound' });
    expect((await put(warehouse?.id as number, { chrtId: 1, amount: 1 }))?.body).toEqual([{ code: 'NotFound', message: 'Not found', data: [{ sku: '', chrtId: 1, amount: 1 }] }]);
  });
});

it('takes everything unseen when it is told to refuse nothing', async () => {
  const lenient = await startWildberriesSandbox({ clock, refuse: false });
  const body = [{ subjectID: 192, variants: [{ vendorCode: 'A', title: 'x 😈', sizes: [{ skus: ['1'] }] }] }];
  const wildberries = createWildberries({ clock, hosts: lenient.hosts, ...lenient.credentials });
  await wildberries.request('POST /content/v2/cards/upload', { body: body as never });
  await until(async () => ((await wildberries.request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 1 } } } })).cards?.length ? true : undefined));
  expect(lenient.effects).toHaveLength(1);
  await lenient.close();
});
