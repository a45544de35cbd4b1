import { accepted, findMapping, unknown, withDefaults } from '@occwo/core/client';
import type { InDoubt, OutcomeEvent, Product, ReconcileOptions } from '@occwo/core';
import type { YandexClient } from '../client/yandex-client.js';
import type { OfferMappingListOfferMapping } from '../generated/methods/offerMappings.js';
import type { YandexMapping } from './mapping.js';
import { offerOf } from './offer.js';

/** Offers that one page holds at most. */
export const offersPerRead = 100;

/**
 * Asks what Market holds of offers. It tells no time of their last change, so a product counts as taken where Market holds what was
 * sent; one that it holds otherwise stays unknown, for a change shows some minutes later.
 */
export async function lookAtOffers(items: readonly InDoubt[], client: YandexClient, mapping: YandexMapping, { signal }: ReconcileOptions): Promise<readonly OutcomeEvent[]> {
  const offerIds = [...new Set(items.map(({ sku }) => sku))];
  const { result } = await client.offerMappings.list({ offerIds, limit: offersPerRead }, signal ? { signal } : {});
  const held = new Map((result?.offerMappings ?? []).map((line) => [line.offer?.offerId ?? '', line]));
  return items.flatMap((item): OutcomeEvent[] => {
    // Market trims the ids that it is sent.
    const found = held.get(item.sku.trim());
    if (!found) return [];
    const differing = 'name' in item ? differences(item, found, mapping) : [];
    if (differing.length > 0) return [unknown(item.sku, differs(differing))];
    return [accepted(item.sku, idsOf(found), 'name' in item && hasParameters(item, mapping) ? [notCompared] : [])];
  });
}

const hasParameters = ({ category }: Product, { categories }: YandexMapping) => Object.keys(findMapping(categories, category)?.attributes ?? {}).length > 0;

const notCompared = {
  code: 'occwo.parameters-not-compared', message: 'the offer stands as it was sent; the values of its parameters are not shown, so they were not compared',
  hint: 'publish it again to be sure of them',
};

function idsOf({ mapping }: OfferMappingListOfferMapping) {
  return mapping?.marketSku ? { marketSku: String(mapping.marketSku) } : undefined;
}

/** Fields that Market keeps as they were sent, where the product has them. Pictures may get other addresses, prices may change by themselves. */
function differences(product: Product, { offer, mapping: held }: OfferMappingListOfferMapping, mapping: YandexMapping): string[] {
  const category = findMapping(mapping.categories, product.category);
  if (!category) return [];
  const whole = withDefaults(withDefaults(product, category.defaults), mapping.defaults);
  const sent = offerOf(whole, category.marketCategoryId, [], undefined);
  const different = (['name', 'vendor', 'vendorCode', 'description'] as const).filter((field) => sent[field] !== undefined && folded(sent[field]) !== folded(offer?.[field])) as string[];
  const barcodes = new Set(offer?.barcodes ?? []);
  if ((sent.barcodes ?? []).some((barcode) => !barcodes.has(barcode))) different.push('barcodes');
  if ((sent.pictures?.length ?? 0) > (offer?.pictures?.length ?? 0)) different.push('pictures');
  if ((offer?.marketCategoryId ?? held?.marketCategoryId) !== sent.marketCategoryId) different.push('category');
  return different;
}

const folded = (text: string | null | undefined) => (text ?? '').trim().replaceAll(/\s+/g, ' ');

function differs(fields: readonly string[]) {
  return {
    code: 'occwo.card-differs', field: fields[0] ?? '', message: `Market holds the offer with another ${fields.join(', ')} than was sent`,
    hint: 'a change shows some minutes later: look again then, or publish again',
  };
}
