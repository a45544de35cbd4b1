import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { createWildberries } from '../client/create-wildberries.js';
import type { WildberriesClient } from '../client/create-wildberries.js';
import { sandboxToken } from '../sandbox/sandbox-token.js';

const stocks = (client: WildberriesClient) => client.request('PUT /api/v3/stocks/{warehouseId}', { path: { warehouseId: 1 }, body: { stocks: [{ chrtId: 1, amount: 1 }] } });
const remove = (client: WildberriesClient) => client.request('DELETE /api/v3/stocks/{warehouseId}', { path: { warehouseId: 1 }, body: { chrtIds: [1] } });
const cards = (client: WildberriesClient) => client.request('GET /content/v2/object/parent/all');

/** When each call of a row left, milliseconds: all are refused with this status. */
async function leaving(status: number, times: number, call: (client: WildberriesClient) => Promise<unknown>): Promise<number[]> {
  const clock = fakeClock();
  const left: number[] = [];
  const transport = memoryTransport(() => {
    left.push(clock.monotonic());
    return { status, ...(status >= 400 && { body: { code: 'NotFound', message: 'Not found' } }) };
  });
  const client = createWildberries({ token: sandboxToken(), clock, transport, retries: 0, deadlineMs: 600_000 });
  for (let time = 0; time < times; time += 1) await clock.run(call(client).catch(() => undefined));
  return left;
}

describe('an answer 4xx', () => {
  it.each([404, 409])('%i costs ten requests of marketplace-api: two of them empty a burst of twenty', async (status) => {
    const [, , third = 0, fourth = 0] = await leaving(status, 4, stocks);
    // 300 a minute refill one request in 200 ms.
    expect(third).toBeGreaterThanOrEqual(200);
    expect(fourth - third).toBeGreaterThanOrEqual(1800);
  });

  it('costs one where the documents do not speak of ten: deleting stocks, and every other host', async () => {
    expect(await leaving(404, 2, remove)).toEqual([0, 0]);
    expect(await leaving(404, 5, cards)).toEqual([0, 0, 0, 0, 0]);
  });
});

it('an answer 2xx costs one: twenty leave at once, the next waits', async () => {
  const left = await leaving(204, 21, stocks);
  expect(left.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 0));
  expect(left[20]).toBeGreaterThanOrEqual(200);
});
