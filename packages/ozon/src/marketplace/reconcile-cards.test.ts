import { NetworkError, publishProducts } from '@occwo/core';
import type { OutcomeEvent, PublishOutcome } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { shopRequester } from '../sandbox/testing/shop-requester.js';
import type { ShopRequesterOptions } from '../sandbox/testing/shop-requester.js';
import { ozonMarketplace } from './ozon-marketplace.js';
import { anyMapping, product } from './testing/products.js';

function setUp(options: Partial<ShopRequesterOptions> = {}) {
  const clock = fakeClock();
  const shop = shopRequester({ clock, ...options });
  const ozon = ozonMarketplace(shop, anyMapping, { clock });
  const publish = async (products: ReturnType<typeof product>[]) => {
    const ended: Record<string, PublishOutcome> = {};
    for await (const event of publishProducts(ozon, products, { clock })) if (event.type === 'outcome') ended[event.sku] = event;
    return ended;
  };
  const reconcile = async (skus: string[], since?: number) => {
    const found: Record<string, OutcomeEvent> = {};
    for await (const event of ozon.catalog.reconcile?.(skus.map((sku) => ({ sku })), since === undefined ? {} : { since }) ?? []) found[event.sku] = event;
    return found;
  };
  return { clock, shop, publish: (products: ReturnType<typeof product>[]) => clock.run(publish(products)), reconcile: (...asked: Parameters<typeof reconcile>) => clock.run(reconcile(...asked)) };
}

/** The import takes effect, and its answer is lost. */
function loseAnswers(shop: ReturnType<typeof shopRequester>, suffix: string) {
  const { request } = shop;
  shop.request = async (route, parameters, options) => {
    const reply = await request(route, parameters, options);
    if (route.endsWith(suffix)) throw new NetworkError('reset', { sent: true });
    return reply;
  };
}

describe('reading back what ended unknown', () => {
  it('finds cards whose import was answered by nobody', async () => {
    const { shop, publish } = setUp({ taskMs: 0 });
    loseAnswers(shop, '/v3/product/import');
    const ended = await publish([product('A'), product('B')]);
    expect(ended.A).toMatchObject({ outcome: 'accepted', externalIds: { productId: String(shop.shop.cards.get('A')?.productId) } });
    expect(ended.B?.outcome).toBe('accepted');
    expect(shop.calls.filter(({ route }) => route.endsWith('product/info/list'))).toHaveLength(1);
  });

  it('leaves unknown what is not to be seen, and says both what was lost and what was looked for', async () => {
    const { shop, publish } = setUp({ taskMs: 3_600_000 });
    shop.fail = (route) => (route.endsWith('import/info') ? new NetworkError('reset', { sent: true }) : undefined);
    expect((await publish([product('A')])).A).toMatchObject({ outcome: 'unknown', reasons: [{ code: 'occwo.task-unreadable' }, { code: 'occwo.not-found' }] });
  });

  it('asks the task again whose results could not be read, and learns why a card was refused', async () => {
    const { shop, publish } = setUp({ taskMs: 100 });
    let questions = 0;
    shop.fail = (route) => (route.endsWith('import/info') && (questions += 1) === 1 ? new NetworkError('reset', { sent: true }) : undefined);
    const ended = await publish([product('A'), product('B', { name: '' })]);
    expect(ended.A?.outcome).toBe('accepted');
    expect(ended.B).toMatchObject({ outcome: 'rejected', reasons: [{ code: 'EMPTY_REQUIRED', field: 'name' }] });
  });

  it('does not take an old card for the new one', async () => {
    const { clock, shop, publish, reconcile } = setUp({ taskMs: 0 });
    await publish([product('A')]);
    await clock.advance(60_000);
    shop.fail = (route) => (route.endsWith('/v3/product/import') ? new NetworkError('reset', { sent: true }) : undefined);
    const lost = await publish([product('A', { name: 'Другое имя' })]);
    expect(lost.A).toMatchObject({ outcome: 'unknown', reasons: [{ code: 'occwo.network' }, { code: 'occwo.card-unchanged' }] });
    expect((await reconcile(['A', 'B'], clock.now()))).toMatchObject({ A: { type: 'unknown' }, B: { type: 'unknown', reason: { code: 'occwo.not-found' } } });
    expect((await reconcile(['A'])).A).toMatchObject({ type: 'accepted', externalIds: { productId: expect.any(String) } });
  });

  it('reads a thousand at a time, and leaves unknown what cannot be read', async () => {
    const { shop, reconcile } = setUp();
    await reconcile(Array.from({ length: 2001 }, (_, index) => `P${index}`));
    expect(shop.calls.map(({ body }) => (body as { offer_id: string[] }).offer_id.length)).toEqual([1000, 1000, 1]);
    shop.fail = () => new NetworkError('reset', { sent: false });
    expect((await reconcile(['A'])).A).toMatchObject({ type: 'unknown', reason: { code: 'occwo.network' } });
  });

  it('tells the errors that a card shows', async () => {
    const { clock, shop, publish, reconcile } = setUp({ taskMs: 0 });
    const since = clock.now();
    await publish([product('A'), product('B')]);
    const { request } = shop;
    shop.request = async (route, parameters, options) => {
      const reply = await request(route, parameters, options);
      const { items } = reply as { items: { offer_id: string; errors: unknown[] }[] };
      const texts = { message: 'нет договора', attribute_name: '' };
      for (const item of items) item.errors = [{ code: 'SELLER_NO_CONTRACT_FAILED', level: item.offer_id === 'A' ? 'ERROR_LEVEL_ERROR' : 'ERROR_LEVEL_WARNING', texts }];
      return reply;
    };
    const found = await reconcile(['A', 'B'], since);
    expect(found.A).toMatchObject({ type: 'rejected', reasons: [{ code: 'SELLER_NO_CONTRACT_FAILED', message: 'нет договора', hint: expect.stringContaining('contract') }] });
    expect(found.B).toMatchObject({ type: 'accepted', warnings: [{ code: 'SELLER_NO_CONTRACT_FAILED' }] });
  });
});
