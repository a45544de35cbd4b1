import type { SandboxHandler } from '@occwo/core/sandbox';
import type { Cabinet } from './cabinet.js';
import { isoTime } from './cabinet.js';
import { duplicateOf } from './catalog-handlers.js';
import { priceRefusal } from './price-rules.js';
import type { WirePrice } from './price-rules.js';
import { badRequest, ok, pageOf } from './replies.js';

/** `offer-prices/updates` of the cabinet. One wrong price refuses the request. */
export function updateBusinessPrices(cabinet: Cabinet): SandboxHandler {
  return ({ body }, context) => {
    const offers = (body as { offers: { offerId: string; price: Required<Pick<WirePrice, 'value' | 'currencyId'>> & WirePrice }[] }).offers;
    const twice = duplicateOf(offers.map(({ offerId }) => offerId));
    if (twice !== undefined) return badRequest('DUPLICATE_OFFER', `Duplicate offer: '${twice}'`);
    for (const { offerId, price } of offers) {
      if (!cabinet.offers.has(offerId.trim())) return badRequest('OFFER_NOT_FOUND', 'Offer not found');
      const refusal = priceRefusal(price);
      if (refusal) return badRequest(refusal.code, refusal.message);
    }
    for (const { offerId, price } of offers) {
      const { value, currencyId, discountBase, minimumForBestseller } = price;
      const stored = {
        value, currencyId, updatedAt: isoTime(context.clock),
        ...(discountBase !== undefined && { discountBase }),
        ...(minimumForBestseller !== undefined && { minimumForBestseller }),
      };
      cabinet.prices.set(offerId.trim(), stored);
      context.effect('price', offerId.trim(), price);
    }
    return ok();
  };
}

/** `POST offer-prices`: the prices of the cabinet. */
export function getDefaultPrices(cabinet: Cabinet): SandboxHandler {
  return ({ body, query }) => {
    const { offerIds } = (body ?? {}) as { offerIds?: readonly string[] | null };
    const wanted = offerIds && new Set(offerIds.map((id) => id.trim()));
    const found = [...cabinet.prices].filter(([offerId]) => !wanted || wanted.has(offerId));
    const { items, paging } = wanted ? { items: found, paging: {} } : pageOf(found, query, { max: 500, usual: 500 });
    return ok({ offers: items.map(([offerId, { updatedAt, ...price }]) => ({ offerId, price: { ...price, updatedAt } })), paging });
  };
}
