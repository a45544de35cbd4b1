import { json } from '@occwo/core/sandbox';
import type { SandboxHandler, SandboxReply } from '@occwo/core/sandbox';
import { isoTime } from './cabinet.js';
import type { Cabinet, StoredOffer, StoredPrice } from './cabinet.js';
import { findCategory } from './categories.js';
import { needsContent, offerProblems, offerRefusal } from './offer-rules.js';
import type { WireOffer } from './offer-rules.js';
import { badRequest, ok, pageOf } from './replies.js';

/** Finds the first id that stands in a request twice. Ids are trimmed, as Market does. */
export function duplicateOf(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.has(id.trim()) || !seen.add(id.trim()));
}

/** `offer-mappings/update`: all of the batch or nothing of it. */
export function updateOfferMappings(cabinet: Cabinet, taskMs: number): SandboxHandler {
  return ({ body }, context): SandboxReply => {
    const offers = (body as { offerMappings: { offer: WireOffer }[] }).offerMappings.map(({ offer }) => ({ ...offer, offerId: offer.offerId.trim() }));
    const twice = duplicateOf(offers.map(({ offerId }) => offerId));
    if (twice !== undefined) return badRequest('DUPLICATE_OFFER', `Duplicate offer: '${twice}'`);
    for (const offer of offers) {
      const refusal = offerRefusal(offer, cabinet.offers.get(offer.offerId));
      if (refusal) return badRequest(refusal.code, refusal.message);
    }
    const results = offers.flatMap((offer) => {
      const { errors, warnings } = offerProblems(offer, cabinet.offers.get(offer.offerId));
      if (errors.length + warnings.length === 0) return [];
      return [{ offerId: offer.offerId, ...(errors.length > 0 && { errors }), ...(warnings.length > 0 && { warnings }) }];
    });
    if (results.some((result) => 'errors' in result)) return json(200, { status: 'ERROR', results });
    for (const offer of offers) {
      const fields = { ...cabinet.offers.get(offer.offerId)?.fields, ...offer };
      cabinet.offers.set(offer.offerId, { fields, updatedAt: isoTime(context.clock), readyAt: context.clock.monotonic() + taskMs });
      context.effect('offer', offer.offerId, fields);
      const price = offer.basicPrice;
      if (price?.value !== undefined && price.currencyId !== undefined) {
        cabinet.prices.set(offer.offerId, { ...price, value: price.value, currencyId: price.currencyId, updatedAt: isoTime(context.clock) });
      }
    }
    return json(200, { status: 'OK', ...(results.length > 0 && { results }) });
  };
}

function cardStatus({ fields, readyAt }: StoredOffer, now: number): string {
  if (now < readyAt) return 'NO_CARD_PROCESSING';
  return needsContent(fields) ? 'NO_CARD_NEED_CONTENT' : 'HAS_CARD_CAN_UPDATE';
}

/** A stable card id: the same offer always gets the same. */
function marketSkuOf(offerId: string): number {
  let hash = 0;
  for (const character of offerId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 900_000_000;
  return 100_000_000 + hash;
}

/** Prices as answers state them: with the time of their last change. The price itself may have changed since the offer did. */
function datedPrices({ fields, updatedAt }: StoredOffer, price: StoredPrice | undefined): object {
  const dated = (name: string) => (fields[name] ? { [name]: { ...fields[name], updatedAt } } : {});
  const { minimumForBestseller: _promotion, ...basicPrice } = price ?? {};
  return { ...dated('purchasePrice'), ...dated('additionalExpenses'), ...(price && { basicPrice }) };
}

/** `POST offer-mappings`: what the catalogue holds, a page of it or the asked offers. */
export function getOfferMappings(cabinet: Cabinet): SandboxHandler {
  return ({ body, query }, { clock }) => {
    const { offerIds, archived } = (body ?? {}) as { offerIds?: readonly string[] | null; archived?: boolean };
    const wanted = offerIds && new Set(offerIds.map((id) => id.trim()));
    // Nothing of the sandbox is ever archived.
    const found = archived ? [] : [...cabinet.offers.values()].filter(({ fields }) => !wanted || wanted.has(fields.offerId));
    const page = wanted ? { items: found, paging: {} } : pageOf(found, query, { max: 100, usual: 100 });
    const offerMappings = page.items.map((stored) => {
      const status = cardStatus(stored, clock.monotonic());
      const category = stored.fields.marketCategoryId === undefined ? undefined : findCategory(stored.fields.marketCategoryId);
      const hasCard = status === 'HAS_CARD_CAN_UPDATE';
      return {
        offer: { ...stored.fields, ...datedPrices(stored, cabinet.prices.get(stored.fields.offerId)), cardStatus: status, archived: false },
        mapping: {
          ...(hasCard && { marketSku: marketSkuOf(stored.fields.offerId), marketSkuName: stored.fields.name }),
          ...(category && { marketCategoryId: category.id, marketCategoryName: category.name }),
        },
      };
    });
    return ok({ offerMappings, paging: page.paging });
  };
}
