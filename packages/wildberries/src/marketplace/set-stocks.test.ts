import { ApiError } from '@occwo/core';
import type { OutcomeEvent, StockUpdate } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import type { CardDirectory } from './card-directory.js';
import { setStocks } from './set-stocks.js';
import type { StockRow } from './stock-calls.js';

const refusal = (status: number, code: ApiError['code'], body: unknown, vendorCode?: string) =>
  new ApiError('refused', { code, marketplace: 'wildberries', operation: 'stocks.update', status, attempt: 1, body, vendorCode });
const update = (chrtId: number, warehouse?: string): StockUpdate => ({ sku: `S-${chrtId}`, count: chrtId, externalIds: { chrtId: String(chrtId) }, ...(warehouse && { warehouse }) });

async function run(updates: readonly StockUpdate[], set: (warehouse: number, rows: readonly StockRow[]) => void) {
  const clock = fakeClock();
  const requests: (readonly [number, readonly number[]])[] = [];
  const events: OutcomeEvent[] = [];
  const work = async () => {
    const calls = {
      warehouses: async () => [],
      set: async (warehouse: number, rows: readonly StockRow[]) => {
        requests.push([warehouse, rows.map(({ chrtId }) => chrtId)]);
        set(warehouse, rows);
      },
    };
    const patience = { clock, deadlineMs: 300_000, intervalMs: 1000 };
    const warehouseOf = async (name: string) => (name === 'main' ? 1 : 2);
    for await (const event of setStocks(updates, { calls, patience, warehouseOf, signal: new AbortController().signal, directory: {} as CardDirectory })) events.push(event);
  };
  await clock.run(work());
  return { requests, events, elapsed: clock.monotonic() };
}

describe('setStocks', () => {
  it('sends one request a warehouse', async () => {
    const { requests, events } = await run([update(1), update(2, 'south'), update(3)], () => {});
    expect(requests).toEqual([[1, [1, 3]], [2, [2]]]);
    expect(events).toHaveLength(3);
    expect(events[0]).toEqual({ type: 'accepted', sku: 'S-1', externalIds: { chrtId: '1' } });
  });

  it('refuses the rows that a 409 names, each with its own code, and sends the rest again', async () => {
    const bad = new Map([[2, 'NotFound'], [3, 'CargoWarehouseRestrictionSGT']]);
    const { requests, events } = await run([1, 2, 3, 4].map((id) => update(id)), (_warehouse, rows) => {
      const body = rows.flatMap(({ chrtId, amount }) => (bad.has(chrtId) ? [{ code: bad.get(chrtId), message: `no ${chrtId}`, data: [chrtId === 2 ? { chrtId, amount } : { sku: String(chrtId), amount }] }] : []));
      if (body.length > 0) throw refusal(409, 'conflict', body, body[0]?.code);
    });
    expect(requests.map(([, ids]) => ids)).toEqual([[1, 2, 3, 4], [1, 4]]);
    const reasons = Object.fromEntries(events.map((event) => [event.sku, event.type === 'rejected' ? event.reasons[0]?.code : event.type]));
    expect(reasons).toEqual({ 'S-1': 'accepted', 'S-2': 'NotFound', 'S-3': 'CargoWarehouseRestrictionSGT', 'S-4': 'accepted' });
  });

  it('finds the bad row in halves when the refusal names none', async () => {
    const { events } = await run([1, 2, 3, 4].map((id) => update(id)), (_warehouse, rows) => {
      if (rows.some(({ chrtId }) => chrtId === 3)) throw refusal(409, 'conflict', [{ code: 'ProductPropertyConflict', message: 'not allowed' }], 'ProductPropertyConflict');
    });
    expect(events.filter(({ type }) => type === 'rejected').map(({ sku }) => sku)).toEqual(['S-3']);
  });

  it('waits for a warehouse that is being changed', async () => {
    let tries = 0;
    const { events, elapsed } = await run([update(1)], () => {
      tries += 1;
      if (tries < 3) throw refusal(409, 'conflict', [{ code: 'StoreIsProcessing', message: 'The store is processing' }], 'StoreIsProcessing');
    });
    expect(events).toMatchObject([{ type: 'accepted' }]);
    expect(elapsed).toBe(40_000);
  });

  it('waits no longer than its patience, and blames nobody alone', async () => {
    const { requests, events } = await run([update(1), update(2)], () => {
      throw refusal(406, 'locked', { code: 'WarehouseStocksUpdateBlock', message: 'The warehouse is processing' }, 'WarehouseStocksUpdateBlock');
    });
    expect(requests).toHaveLength(16);
    expect(events).toMatchObject([{ type: 'rejected', reasons: [{ code: 'WarehouseStocksUpdateBlock' }] }, { type: 'rejected' }]);
  });

  it('asks a warehouse that is not there once', async () => {
    const { requests, events } = await run([update(1), update(2)], () => {
      throw refusal(404, 'not-found', { code: 'NotFound', message: 'Not found' }, 'NotFound');
    });
    expect(requests).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual(['rejected', 'rejected']);
  });

  it('leaves rows in doubt when the answer is lost', async () => {
    const { events } = await run([update(1)], () => {
      throw refusal(502, 'server-error', 'Bad Gateway');
    });
    expect(events).toMatchObject([{ type: 'unknown', reason: { code: 'occwo.server-error' } }]);
  });
});
