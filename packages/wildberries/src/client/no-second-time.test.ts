import { RefusedError } from '@occwo/core';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import type { SandboxTokenOptions } from '../sandbox/sandbox-token.js';
import { createWildberries } from './create-wildberries.js';
import type { WildberriesClient } from './create-wildberries.js';

/** Calls whose second arrival costs money, a campaign or a reader's trust; four of them are GETs. */
const calls: Readonly<Record<string, (client: WildberriesClient) => Promise<unknown>>> = {
  'GET that starts a campaign': (client) => client.request('GET /adv/v0/start', { query: { id: 1 } }),
  'GET that pauses a campaign': (client) => client.request('GET /adv/v0/pause', { query: { id: 1 } }),
  'GET that ends a campaign for good': (client) => client.request('GET /adv/v0/stop', { query: { id: 1 } }),
  'GET that deletes a campaign': (client) => client.request('GET /adv/v0/delete', { query: { id: 1 } }),
  'deposit to a campaign': (client) => client.request('POST /adv/v1/budget/deposit', { query: { id: 1 }, body: { sum: 1000, type: 1, return: false } }),
  'answer to a feedback': (client) => client.request('POST /api/v1/feedbacks/answer', { body: { id: 'f-1', text: 'Спасибо' } }),
  'new supply': (client) => client.request('POST /api/v3/supplies', { body: { name: 'Поставка' } }),
};

/** A client whose every answer is lost at the gateway. */
function lost(token: SandboxTokenOptions = {}) {
  const clock = fakeClock();
  const transport = memoryTransport(() => ({ status: 502, body: '<html>Bad Gateway</html>' }));
  const client = createWildberries({ token: sandboxToken(token), clock, transport, retries: 3 });
  const failureOf = (call: (client: WildberriesClient) => Promise<unknown>) => clock.run(call(client).catch((error: unknown) => error));
  return { transport, failureOf };
}

describe.each(Object.entries(calls))('%s', (_name, call) => {
  it('is sent once, however its answer was lost', async () => {
    const { transport, failureOf } = lost();
    expect(await failureOf(call)).toMatchObject({ code: 'unknown-outcome' });
    expect(transport.requests).toHaveLength(1);
  });

  it('never leaves with a read-only token', async () => {
    const { transport, failureOf } = lost({ readOnly: true });
    const error = await failureOf(call);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ code: 'read-only' });
    expect(transport.requests).toHaveLength(0);
  });
});

it('repeats a POST that only reads', async () => {
  const { transport, failureOf } = lost({ readOnly: true });
  await failureOf((client) => client.request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 1 } } } }));
  expect(transport.requests).toHaveLength(4);
});

it('takes a route younger than our table to the host that it names, and sends it once: it may write', async () => {
  // What replaces GET /adv/v1/budget, which was announced off on 2026-11-16.
  const route = 'POST advert-api /api/advert/v2/budget' as 'POST /known';
  const { transport, failureOf } = lost();
  expect(await failureOf((client) => client.request(route, { body: { advertIds: [1] } }))).toMatchObject({ code: 'unknown-outcome' });
  expect(transport.requests.map(({ method, url, body }) => [method, url, body])).toEqual([['POST', 'https://advert-api.wildberries.ru/api/advert/v2/budget', '{"advertIds":[1]}']]);
});
