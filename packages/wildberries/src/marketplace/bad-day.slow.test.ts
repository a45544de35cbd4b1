import type { BulkEvent, OutcomeEvent, Product } from '@occwo/core';
import { afterEach, describe, expect, it } from 'vitest';
import { createWildberries } from '../client/create-wildberries.js';
import { fasterClock } from '../sandbox/faster-clock.js';
import { sandboxMapping } from '../sandbox/sandbox-mapping.js';
import { startWildberriesSandbox } from '../sandbox/start-wildberries-sandbox.js';
import type { WildberriesSandbox } from '../sandbox/start-wildberries-sandbox.js';
import { wildberriesMarketplace } from './wildberries-marketplace.js';

const clock = fasterClock(20);
let sandbox: WildberriesSandbox;
afterEach(() => sandbox.close());

function product(sku: string, more: Partial<Product> = {}): Product {
  return { sku, name: `Товар ${sku}`, category: { id: '1', name: 'Разное', path: ['Разное'] }, barcodes: [], photos: [], attributes: [], ...more };
}

async function outcomes(events: AsyncIterable<BulkEvent>): Promise<Map<string, OutcomeEvent>> {
  const found = new Map<string, OutcomeEvent>();
  for await (const event of events) {
    if (event.type !== 'accepted' && event.type !== 'rejected' && event.type !== 'unknown') continue;
    expect(found.has(event.sku), `${event.sku} ended twice`).toBe(false);
    found.set(event.sku, event);
  }
  return found;
}

describe('on a bad day', () => {
  it.each([1, 2, 3])('tells the truth of every card when answers get lost, seed %i', async (seed) => {
    sandbox = await startWildberriesSandbox({
      clock, seed,
      faults: [{ kind: 'html-502', share: 0.1 }, { kind: 'reset-after', share: 0.1 }, { kind: 'reset-before', share: 0.1 }, { kind: 'truncate', share: 0.05 }],
    });
    const wildberries = createWildberries({ clock, hosts: sandbox.hosts, ...sandbox.credentials });
    // A request that never arrived leaves its cards silent until the deadline.
    const impatient = () => wildberriesMarketplace(wildberries, sandboxMapping(), { clock, deadlineMs: 60_000 });
    const products = Array.from({ length: 250 }, (_, index) => product(`A-${index}`, index % 25 === 0 ? { name: 'Кружка 😈' } : {}));
    const made = () => new Set(sandbox.effects.filter(({ kind }) => kind === 'card').map(({ key }) => key));

    const first = await outcomes(impatient().catalog.publish(products, { chunkSize: 50 }));
    expect(first.size).toBe(250);
    for (const [sku, { type }] of first) {
      if (type === 'accepted') expect(made().has(sku), sku).toBe(true);
      if (type === 'rejected') expect(made().has(sku), sku).toBe(false);
    }
    expect([...first.values()].filter(({ type }) => type === 'accepted').length).toBeGreaterThan(100);

    const second = await outcomes(impatient().catalog.publish(products, { chunkSize: 50 }));
    for (const [sku, { type }] of first) {
      const again = second.get(sku);
      // A deadline of ours was not sent, and is no word of Wildberries; an open breaker is waited for.
      const refused = again?.type === 'rejected' ? again.reasons.filter(({ code }) => code !== 'occwo.deadline') : [];
      if (type === 'accepted') expect(refused, sku).toEqual([]);
    }
    expect(sandbox.effects.filter(({ kind }) => kind === 'card')).toHaveLength(made().size);
  });
});
