import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../client/create-client.js';
import { fakeClock } from '../testing/fake-clock.js';
import { sampleApi } from '../testing/sample-api.js';
import { json, startSandbox } from './index.js';
import type { Sandbox, SandboxDefinition, SandboxOptions } from './index.js';

const running: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

async function start(options: SandboxOptions = {}, changes: Partial<SandboxDefinition> = {}) {
  const { operations, limits, schemas } = sampleApi();
  const sandbox = await startSandbox({
    marketplace: 'sample', hosts: ['main'], operations, limits, schemas,
    authenticate: (headers) => (headers['api-key'] === 'planted-secret' ? { account: 'seller' } : { refusal: json(401, { message: 'who are you' }) }),
    handlers: {
      'things.get': ({ path }) => json(200, path),
      'things.list': () => json(200, { items: [] }),
      'things.set': (_, { effect }) => (effect('set', 'a', 1), json(200, { done: true })),
      'things.create': (_, { effect }) => (effect('create', 'a', 1), json(200, {})),
    },
    invalidRequest: (issues) => json(400, { message: `${issues[0]?.path} ${issues[0]?.rule}` }),
    limitReached: ({ retryAfterMs }) => json(429, {}, { 'retry-after': String(retryAfterMs / 1000) }),
    limitHeaders: ({ remaining }) => ({ 'x-remaining': String(remaining) }),
    notFound: () => json(404, { message: 'no such method' }),
    ...changes,
  }, options);
  running.push(sandbox);
  const post = (path: string, body: unknown, key = 'planted-secret') =>
    fetch(sandbox.url + path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'api-key': key } });
  return { sandbox, post };
}

describe('the sandbox kit', () => {
  it('checks the key, the route, the body and the schema, in this order', async () => {
    const { post } = await start();
    expect((await post('/things/set', {}, 'wrong')).status).toBe(401);
    expect((await post('/nothing', {})).status).toBe(404);
    expect((await post('/things/set', '{broken')).status).toBe(400);
    expect(await (await post('/things/set', { items: [{ id: 'x' }] })).json()).toEqual({ message: 'body.items[0].id must be integer' });
    expect((await post('/things/report', {})).status).toBe(200);
  });

  it('refuses what is over the limit and says when there is room again', async () => {
    const clock = fakeClock();
    const { post, sandbox } = await start({ clock });
    for (let call = 10; call > 0; call -= 1) expect((await post('/things/list', {})).headers.get('x-remaining')).toBe(String(call - 1));
    const refused = await post('/things/list', {});
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    await clock.advance(1000);
    expect((await post('/things/list', {})).status).toBe(200);
    expect(Object.fromEntries(sandbox.requests)).toEqual({ 'things.list': 11, 'things.list!429': 1 });
  });

  it('keeps a ledger of effects that a lost answer does not change', async () => {
    const { sandbox } = await start({ faults: [{ kind: 'reset-after', share: 1, operations: ['things.create'] }] });
    const client = createClient<{ things: { create(parameters: object): Promise<unknown> } }, object>(sampleApi(), { hosts: sandbox.hosts });
    await expect(client.things.create({})).rejects.toMatchObject({ code: 'unknown-outcome' });
    expect(sandbox.effects).toEqual([{ kind: 'create', key: 'a', value: 1 }]);
  });

  it.each([
    ['reset-before' as const, 'network'],
    ['truncate' as const, 'network'],
    ['html-502' as const, 'server-error'],
  ])('can answer with %s, which a client without retries tells as %s', async (kind, code) => {
    const { sandbox } = await start({ faults: [{ kind, share: 1 }] });
    const client = createClient<{ things: { list(parameters: object): Promise<unknown> } }, object>(sampleApi(), { hosts: sandbox.hosts, retries: 0 });
    await expect(client.things.list({})).rejects.toMatchObject({ code });
  });

  it('serves several hosts under their names', async () => {
    const { operations } = sampleApi();
    const { sandbox } = await start({}, { hosts: ['main', 'other'], operations });
    expect(sandbox.hosts).toEqual({ main: `${sandbox.url}/main`, other: `${sandbox.url}/other` });
    const reply = await fetch(`${sandbox.url}/main/things/a%2Fb`, { headers: { 'api-key': 'planted-secret' } });
    expect(await reply.json()).toEqual({ id: 'a/b' });
  });
});
