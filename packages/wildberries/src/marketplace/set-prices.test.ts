import { ApiError, money } from '@occwo/core';
import type { OutcomeEvent, PriceUpdate } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import type { CardDirectory } from './card-directory.js';
import type { Good, PriceCalls, PricedGood } from './price-calls.js';
import { setPrices } from './set-prices.js';

const update = (nmID: number, price = '100'): PriceUpdate => ({ sku: `S-${nmID}`, price: money(price), externalIds: { nmId: String(nmID) } });
const refusal = (message: string, code: ApiError['code'] = 'invalid-request', status = 400) =>
  new ApiError(`wildberries prices.upload: ${message}`, { code, marketplace: 'wildberries', operation: 'prices.upload', status, attempt: 1 });

async function run(updates: readonly PriceUpdate[], answers: Partial<PriceCalls>) {
  const clock = fakeClock();
  const uploads: (readonly Good[])[] = [];
  const events: OutcomeEvent[] = [];
  const calls: PriceCalls = {
    upload: async (goods) => answers.upload?.(goods) ?? 7,
    task: async () => ({ uploadID: 7, status: 3 }),
    goods: async () => [],
    inForce: async () => [],
    ...(answers.task && { task: answers.task }),
    ...(answers.goods && { goods: answers.goods }),
    ...(answers.inForce && { inForce: answers.inForce }),
  };
  const counted: PriceCalls = { ...calls, upload: (goods) => { uploads.push(goods); return calls.upload(goods); } };
  const work = async () => {
    const patience = { clock, deadlineMs: 60_000, intervalMs: 1000 };
    for await (const event of setPrices(updates, { calls: counted, patience, currency: 'RUB', signal: new AbortController().signal, directory: {} as CardDirectory })) events.push(event);
  };
  await clock.run(work());
  return { uploads, events, elapsed: clock.monotonic() };
}

const good = (nmID: number, status: number, errorText: string | null = null): PricedGood => ({ nmID, status, errorText });

describe('setPrices', () => {
  it('waits until the upload leaves the buffer', async () => {
    let asked = 0;
    const { events, elapsed } = await run([update(1)], { task: async () => (++asked < 4 ? undefined : { uploadID: 7, status: 3 }) });
    expect(events).toEqual([{ type: 'accepted', sku: 'S-1', externalIds: { nmId: '1' } }]);
    expect(elapsed).toBeGreaterThan(3000);
  });

  it.each([5, 6])('reads each good of an upload with status %i', async (status) => {
    const { events } = await run([update(1), update(2), update(3)], {
      task: async () => ({ uploadID: 7, status }),
      goods: async () => [good(1, 2), good(2, 3, 'New price is several times lower: quarantine')],
      inForce: async () => [{ nmID: 3, price: 50, discount: 0 }],
    });
    expect(events).toMatchObject([
      { type: 'accepted', sku: 'S-1' },
      { type: 'rejected', sku: 'S-2', reasons: [{ message: expect.stringContaining('quarantine'), hint: expect.stringContaining('in steps') }] },
      { type: 'rejected', sku: 'S-3', reasons: [{ code: 'price-not-taken' }] },
    ]);
  });

  it('refuses all goods of an upload that was cancelled', async () => {
    const { events } = await run([update(1)], { task: async () => ({ uploadID: 7, status: 4 }) });
    expect(events).toMatchObject([{ type: 'rejected', reasons: [{ code: 'upload-cancelled' }] }]);
  });

  it('ends as unknown when the upload is not worked off in time', async () => {
    const { events } = await run([update(1)], { task: async () => undefined });
    expect(events).toMatchObject([{ type: 'unknown', reason: { code: 'occwo.deadline' } }]);
  });

  it('takes prices that are in force for set, without cutting the upload', async () => {
    const { uploads, events } = await run([update(1), update(2)], {
      upload: async () => { throw refusal('All item Nos. are specified incorrectly, or the specified prices and discounts are already set'); },
      inForce: async () => [{ nmID: 1, price: 100, discount: 0 }],
    });
    expect(uploads).toHaveLength(1);
    expect(events).toMatchObject([{ type: 'accepted', sku: 'S-1' }, { type: 'rejected', sku: 'S-2', reasons: [{ code: 'price-not-taken' }] }]);
  });

  it('finds the good that spoils an upload', async () => {
    const { events } = await run([1, 2, 3].map((nmID) => update(nmID)), {
      upload: async (goods) => { if (goods.some(({ nmID }) => nmID === 2)) throw refusal('Invalid item No.'); return 7; },
    });
    const ends = Object.fromEntries(events.map((event) => [event.sku, event.type === 'rejected' ? event.reasons[0]?.message : event.type]));
    expect(ends).toEqual({ 'S-1': 'accepted', 'S-2': 'Invalid item No.', 'S-3': 'accepted' });
  });

  it('looks at the prices in force when the answer was lost', async () => {
    const { events } = await run([update(1), update(2)], {
      upload: async () => { throw refusal('Bad Gateway', 'server-error', 502); },
      inForce: async () => [{ nmID: 1, price: 100, discount: 0 }],
    });
    expect(events).toMatchObject([{ type: 'accepted', sku: 'S-1' }, { type: 'unknown', sku: 'S-2', reason: { code: 'occwo.server-error' } }]);
  });

  it.each(['task', 'goods', 'inForce'] as const)('leaves goods unknown when %s cannot be read any more', async (name) => {
    const { events } = await run([update(1)], {
      task: async () => ({ uploadID: 7, status: 5 }),
      [name]: async () => { throw refusal('Forbidden', 'forbidden', 403); },
    });
    expect(events).toMatchObject([{ type: 'unknown', sku: 'S-1', reason: { code: 'occwo.forbidden' } }]);
  });

  it('does not send one card twice under two articles', async () => {
    const { uploads, events } = await run([update(1), { ...update(1, '200'), sku: 'other' }], {});
    expect(uploads).toEqual([[{ nmID: 1, price: 100, discount: 0 }]]);
    expect(events).toContainEqual(expect.objectContaining({ sku: 'other', type: 'rejected' }));
  });
});
