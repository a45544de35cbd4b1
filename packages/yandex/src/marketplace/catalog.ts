import type { CatalogPort, CategoryMapping, Clock, OutcomeEvent, Product, Reason } from '@occwo/core';
import { accepted, findMapping, rejected, runBulk, withDefaults } from '@occwo/core/client';
import { settleDoubts } from '@occwo/core/reconcile';
import type { YandexClient } from '../client/yandex-client.js';
import type { OfferMappingUpdateBody } from '../generated/methods/offerMappings.js';
import { categoryParameters } from './category-parameters.js';
import type { ReadParameters } from './category-parameters.js';
import type { YandexCategory, YandexMapping } from './mapping.js';
import { isDoubtful, offerOf } from './offer.js';
import type { OfferFields } from './offer.js';
import { offerProblems } from './offer-checks.js';
import { oneOffer } from './one-offer.js';
import { parameterValues } from './parameters.js';
import type { ParameterResult } from './parameters.js';
import { priceFields } from './price-fields.js';
import type { PriceResult } from './price-fields.js';
import { mappingMissing, offerReasons } from './reasons.js';
import { lookAtOffers, offersPerRead } from './reconcile-offers.js';
import { inTurn, sendAllOrNothing } from './send-batch.js';

/** The document still says 500; Market asks for no more than 100 already and will lower the maximum (seen 2026-08). */
const offersPerRequest = 100;

/** An offer ready to go, with what had to be left out of it. */
interface Prepared {
  readonly offer: OfferFields;
  readonly warnings: readonly Reason[];
}

const noParameters: ParameterResult = { values: [], warnings: [], reasons: [] };
const noPrice: PriceResult = { warnings: [], reasons: [] };

/** Cards at Market: `offer-mappings/update`, which takes a batch whole or not at all. */
export function catalogPort(client: YandexClient, mapping: YandexMapping, clock?: Clock): CatalogPort {
  const readParameters = categoryParameters(client, clock);
  const senderOf = (signal: AbortSignal) => ({
    sku: ({ offer }: Prepared) => offer.offerId,
    body: (offers: readonly Prepared[]) => ({ offerMappings: offers.map(({ offer }) => ({ offer })) }),
    send: (body: OfferMappingUpdateBody) => client.offerMappings.update(body, { signal }),
    taken,
  });

  return {
    publish: (items, options) => runBulk<Product>(items, {
      chunkSize: offersPerRequest,
      sku: ({ sku }) => sku,
      async *send(chunk, { signal }) {
        const safe: Prepared[] = [];
        const doubtful: Prepared[] = [];
        const twice = oneOffer();
        for (const product of chunk) {
          const problem = twice(product.sku);
          const prepared = problem ? rejected(product.sku, problem) : await prepare(product, mapping, readParameters);
          if ('type' in prepared) yield prepared;
          else (isDoubtful(prepared.offer) ? doubtful : safe).push(prepared);
        }
        const sender = senderOf(signal);
        yield* inTurn(sendAllOrNothing(safe, sender), sendAllOrNothing(doubtful, { ...sender, split: 'singles' }));
      },
    }, options),
    reconcile: (items, options = {}) => settleDoubts(items, offersPerRead, (doubts) => lookAtOffers(doubts, client, mapping, options)),
    basisOf: ({ category }) => [findMapping(mapping.categories, category), mapping.defaults],
  };
}

function taken({ offer, warnings }: Prepared, reply: unknown): OutcomeEvent {
  const stated = offerReasons(reply, 'warnings').get(offer.offerId.trim()) ?? [];
  return accepted(offer.offerId, undefined, [...warnings, ...stated]);
}

/** Turns a product into an offer, or refuses it before anything is sent. */
async function prepare(product: Product, mapping: YandexMapping, readParameters: ReadParameters): Promise<Prepared | OutcomeEvent> {
  const category = findMapping(mapping.categories, product.category);
  if (!category) return rejected(product.sku, mappingMissing(product.category));
  const whole = withDefaults(withDefaults(product, category.defaults), mapping.defaults);
  const price = whole.price ? priceFields(whole.price) : noPrice;
  const parameters = await attributesOf(whole, category, readParameters);
  const reasons = [...offerProblems(whole), ...price.reasons, ...parameters.reasons];
  if (reasons.length > 0) return rejected(product.sku, ...reasons);
  return {
    offer: offerOf(whole, category.marketCategoryId, parameters.values, price.fields),
    warnings: [...price.warnings, ...parameters.warnings],
  };
}

async function attributesOf(product: Product, category: CategoryMapping<YandexCategory>, readParameters: ReadParameters): Promise<ParameterResult> {
  const { attributes, marketCategoryId } = category;
  if (!attributes || Object.keys(attributes).length === 0) return noParameters;
  const read = await readParameters(marketCategoryId);
  return 'reason' in read ? { ...noParameters, reasons: [read.reason] } : parameterValues(product, attributes, read.parameters);
}
