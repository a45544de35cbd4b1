import { NetworkError, publishProducts } from '@occwo/core';
import type { PublishOutcome } from '@occwo/core';
import { memoryLedger } from '@occwo/core/ledger';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { shopRequester } from '../sandbox/testing/shop-requester.js';
import { ozonMarketplace } from './ozon-marketplace.js';
import { anyMapping, product } from './testing/products.js';

function setUp(taskMs: number) {
  const clock = fakeClock();
  const shop = shopRequester({ clock, taskMs });
  const ledger = memoryLedger();
  // A marketplace of its own each time, as after a restart: nothing is remembered but what the ledger has.
  const publish = (products: ReturnType<typeof product>[], mapping = anyMapping) => clock.run((async () => {
    const ended: Record<string, PublishOutcome> = {};
    const ozon = ozonMarketplace(shop, mapping, { clock, taskDeadlineMs: 5000 });
    for await (const event of publishProducts(ozon, products, { clock, ledger: { ledger, account: 'ozon:1' } })) if (event.type === 'outcome') ended[event.sku] = event;
    return ended;
  })());
  const imports = () => shop.calls.filter(({ route }) => route.endsWith('/v3/product/import')).length;
  return { clock, shop, ledger, publish, imports };
}

describe('Ozon with a ledger', () => {
  it('asks for the import task that an earlier run started, waits while it is at work, and imports nothing twice', async () => {
    const { clock, ledger, publish, imports } = setUp(3_600_000);
    expect((await publish([product('A')])).A?.outcome).toBe('unknown');
    expect((await ledger.list({ kind: 'product' })).entries).toMatchObject([{ status: 'pending', pending: { task: expect.stringMatching(/^\d+$/) } }]);
    expect((await publish([product('A')])).A).toMatchObject({ outcome: 'unknown', reasons: [{ code: 'occwo.still-pending' }, { code: 'occwo.task-unfinished' }] });
    await clock.advance(3_600_000);
    expect((await publish([product('A')])).A).toMatchObject({ outcome: 'accepted', externalIds: { productId: expect.any(String) } });
    expect(imports()).toBe(1);
  });

  it('learns from the task why a card was refused, and holds the refusal', async () => {
    const { clock, publish, imports } = setUp(60_000);
    const broken = product('A', { name: '' });
    expect((await publish([broken])).A?.outcome).toBe('unknown');
    await clock.advance(60_000);
    for (const unchanged of [true, true]) expect((await publish([broken])).A).toMatchObject({ outcome: 'rejected', unchanged, reasons: [{ code: 'EMPTY_REQUIRED' }] });
    expect(imports()).toBe(1);
    expect((await publish([product('A')])).A?.outcome).toBe('unknown');
    expect(imports()).toBe(2);
  });

  it('imports again what never arrived, and what the mapping now makes otherwise', async () => {
    const { shop, publish, imports } = setUp(0);
    shop.fail = (route) => (route.endsWith('/v3/product/import') ? new NetworkError('reset', { sent: true }) : undefined);
    expect((await publish([product('A')])).A?.outcome).toBe('unknown');
    shop.fail = () => undefined;
    expect((await publish([product('A')])).A?.outcome).toBe('accepted');
    expect((await publish([product('A')])).A?.unchanged).toBe(true);
    const before = imports();
    await publish([product('A')], { ...anyMapping, defaults: { vat: 10 } });
    expect(imports()).toBe(before + 1);
  });
});
