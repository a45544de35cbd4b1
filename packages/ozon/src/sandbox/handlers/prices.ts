import { json } from '@occwo/core/sandbox';
import type { SandboxContext } from '@occwo/core/sandbox';
import type { PriceItem, UpdateResult } from '../../marketplace/wire.js';
import type { ItemRefusal } from '../price-rules.js';
import { priceRefusal } from '../price-rules.js';
import { invalid } from '../replies.js';
import type { ShopCard } from '../shop.js';
import { over } from './shop-context.js';
import type { RouteHandlers, ShopContext } from './shop-context.js';

type PriceChange = Omit<PriceItem, 'offer_id'> & { readonly offer_id?: string; readonly product_id?: number };

const most = 1000;
const changesAnHour = 10;
const hourMs = 3_600_000;

/** Prices: all answered in one reply of status 200, each with its own errors. */
export function priceHandlers(context: ShopContext): RouteHandlers {
  return {
    'POST /v1/product/import/prices': over<{ prices?: readonly PriceChange[] }>(context, ({ prices = [] }, sandbox) => {
      if (prices.length === 0 || prices.length > most) return invalid(`invalid ImportProductsPricesRequest.Prices: value must contain between 1 and ${most} items, inclusive`);
      return json(200, { result: prices.map((change) => setPrice(change, context, sandbox)) });
    }),
  };
}

function setPrice(change: PriceChange, context: ShopContext, sandbox: SandboxContext): UpdateResult {
  const card = context.shop.find(change);
  const refusal = card ? context.refuse && refusalOf(change, card, sandbox.clock.monotonic()) : notFound;
  if (!card || refusal) {
    return { product_id: card?.productId ?? 0, offer_id: change.offer_id ?? '', updated: false, errors: refusal ? [refusal] : [] };
  }
  const { price = card.price, old_price: oldPrice = card.oldPrice, min_price: minPrice = card.minPrice } = change;
  Object.assign(card, { price, oldPrice, minPrice });
  sandbox.effect('price', card.offerId, { price, oldPrice, minPrice });
  return { product_id: card.productId, offer_id: card.offerId, updated: true, errors: [] };
}

const notFound: ItemRefusal = { code: 'NOT_FOUND_ERROR', message: 'Товара с таким идентификатором нет в личном кабинете' };

function refusalOf({ price, old_price, min_price }: PriceChange, card: ShopCard, now: number): ItemRefusal | undefined {
  while (card.priceChanges[0] !== undefined && card.priceChanges[0] <= now - hourMs) card.priceChanges.shift();
  if (card.priceChanges.length >= changesAnHour) {
    return { code: 'LIMIT_EXCEEDED', message: 'error limiting: acquire limit per item: items limit: limit exceeded' };
  }
  const refusal = priceRefusal(price ?? card.price, old_price ?? card.oldPrice, min_price ?? card.minPrice);
  if (!refusal) card.priceChanges.push(now);
  return refusal;
}
