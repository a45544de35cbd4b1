import type { BilingualText } from '../language.js';
import type { YmlElement } from '../read/element.js';
import type { FeedContext } from './context.js';
import { elementRules } from './element-checks.js';
import { isWhole, isWholeFrom, lengthOver } from './formats.js';
import { OfferFacts } from './offer-facts.js';
import { checkType } from './type-checks.js';

/** Texts that a template engine may have escaped twice. */
const doubleEscaped = /&(?:amp|lt|gt|quot|apos|nbsp|laquo|raquo|mdash|ndash|#\d+);/i;

const oldBids = ['cbid', 'sbid', 'fee'] as const;

/** Checks offers one after another. */
export class OfferChecker {
  readonly #context: FeedContext;
  readonly #facts = new OfferFacts(elementRules);

  constructor(context: FeedContext) {
    this.#context = context;
  }

  check(offer: YmlElement): void {
    const context = this.#context;
    const facts = this.#facts;
    context.offers += 1;
    facts.start(offer);
    context.reporter.offerId = offer.attributes['id'] ?? '';
    this.#checkAttributes(offer);
    if (offer.text !== '' && offer.text.trim() !== '') context.reporter.report('stray-text', offer, { element: 'offer', found: offer.text.trim() });
    for (const element of offer.children) this.#checkElement(element);
    checkType(facts, context);
    this.#checkWhole(offer);
    context.reporter.offerId = undefined;
  }

  #checkElement(element: YmlElement): void {
    const { name } = element;
    const rule = elementRules.get(name);
    const { reporter } = this.#context;
    if (element.tail !== undefined) reporter.report('stray-text', element, { element: name, found: element.tail.trim() });
    if (name === 'offer') reporter.report('offer-misplaced', element, { element: 'offer' });
    if (rule === undefined) return;
    const facts = this.#facts;
    const text = element.text.trim();
    if (!facts.note(rule.slot, element) && !rule.repeatable && !isLegacyCategory(element)) {
      reporter.report(rule.decisive ? 'key-element-repeated' : 'element-repeated', element, { element: name });
    }
    if (text === '') {
      if (!rule.withoutText) reporter.report('element-empty', element, { element: name });
    } else if (name !== 'description') {
      if (text.includes('&') && doubleEscaped.test(text) && name !== 'url' && name !== 'picture') reporter.report('double-escaped', element, { element: name, found: text });
      if (element.cdata) reporter.report('cdata-misplaced', element, { element: name });
    }
    rule.check(element, text, facts, this.#context);
  }

  #checkAttributes(offer: YmlElement): void {
    const { reporter, offerIds } = this.#context;
    const { id = '', available, bid, group_id: groupId } = offer.attributes;
    if (id.trim() === '') reporter.report('offer-id-missing', offer, { element: 'id' });
    else {
      const first = offerIds.add(id, offer.line);
      if (first !== undefined) reporter.report('offer-id-repeated', offer, { element: 'id', found: id }, { first: placeOf(first) });
      this.#checkId(offer, id);
    }
    if (available !== undefined && available !== 'true' && available !== 'false') {
      reporter.report('available-flag', offer, { element: 'available', found: available });
    }
    if (bid !== undefined && !isWholeFrom(bid, 1)) reporter.report('bid-format', offer, { element: 'bid', found: bid });
    for (const name of oldBids) {
      const old = offer.attributes[name];
      if (old !== undefined && !isWholeFrom(old, 1)) reporter.report('bid-old-format', offer, { element: name, found: old });
    }
    if (groupId !== undefined && !(isWhole(groupId) && groupId.length <= 9)) reporter.report('group-id', offer, { element: 'group_id', found: groupId });
  }

  #checkId(offer: YmlElement, id: string): void {
    const { reporter } = this.#context;
    const limit = reporter.profile === 'market' ? 20 : 255;
    const length = lengthOver(id, limit);
    if (length !== undefined) reporter.report('offer-id-length', offer, { element: 'id', found: id, length, limit });
    if (reporter.profile === 'market') {
      if (/^[\da-z]*$/i.test(id)) return;
      const code = /[^\x21-\x7e]/.test(id) ? 'offer-id-characters' : 'offer-id-punctuation';
      reporter.report(code, offer, { element: 'id', found: id });
    } else if (/\p{Cc}/u.test(id)) reporter.report('offer-id-characters', offer, { element: 'id', found: id });
  }

  /** What takes more than one element to judge. */
  #checkWhole(offer: YmlElement): void {
    const facts = this.#facts;
    const { reporter } = this.#context;
    const { profile } = reporter;
    if (!facts.has('price')) reporter.report('price-missing', facts.first('price') ?? offer, { element: 'price' });
    if (profile !== 'ozon') {
      for (const element of ['currencyId', 'categoryId'] as const) {
        if (!facts.has(element)) reporter.report('field-missing', offer, { element }, { kind: anOffer });
      }
    }
    if (facts.oldPrice !== undefined) this.#checkOldPrice(facts.oldPrice);
    const mostPictures = profile === 'market' ? 10 : profile === 'seller' ? 30 : Number.POSITIVE_INFINITY;
    if (facts.pictures > mostPictures) reporter.report('picture-count', offer, { element: 'picture', count: facts.pictures, limit: mostPictures });
    if (facts.delivery === 'false' && facts.pickup === 'false') reporter.report('offer-hidden', offer, { element: 'delivery' });
    if (profile === 'market' || profile === 'direct') {
      if (!facts.has('url')) reporter.report('field-expected', offer, { element: 'url' });
    }
    if (profile === 'search') this.#checkForSearch(offer);
    if (profile === 'market' && facts.type === 'vendor.model') this.#checkModel();
  }

  #checkOldPrice(element: YmlElement): void {
    const { reporter } = this.#context;
    const { price } = this.#facts;
    const text = element.text.trim();
    const old = Number(text);
    if (text === '' || Number.isNaN(old) || Number.isNaN(price)) return;
    if (old === 0 && reporter.profile === 'ozon') return;
    const values = { element: 'oldprice', found: text, price };
    if (old <= price) reporter.report('oldprice-not-greater', element, values);
    else if (old - price < 1 || price > old * 0.95 || price < old * 0.05) reporter.report('oldprice-discount', element, values);
  }

  #checkForSearch(offer: YmlElement): void {
    const facts = this.#facts;
    const { reporter, shopDeliveryOptions, shopPickupOptions } = this.#context;
    for (const element of ['vendor', 'picture', 'description', 'url'] as const) {
      if (!facts.has(element)) reporter.report(element === 'url' ? 'field-expected' : 'field-missing-search', offer, { element });
    }
    if (facts.delivery === 'true' && !shopDeliveryOptions && !facts.first('delivery-options')) {
      reporter.report('options-required', offer, { element: 'delivery-options', found: 'delivery' });
    }
    if (facts.pickup === 'true' && !shopPickupOptions && !facts.first('pickup-options')) {
      reporter.report('options-required', offer, { element: 'pickup-options', found: 'pickup' });
    }
    const currency = facts.text('currencyId');
    if (currency !== '' && currency !== 'RUR' && currency !== 'RUB') {
      reporter.report('currency-not-rouble', facts.first('currencyId') ?? offer, { element: 'currencyId', found: currency });
    }
  }

  #checkModel(): void {
    const facts = this.#facts;
    const vendor = facts.text('vendor').toLowerCase();
    const model = facts.first('model');
    if (vendor === '' || model === undefined || !model.text.trim().toLowerCase().startsWith(vendor)) return;
    this.#context.reporter.report('model-repeats-vendor', model, { element: 'model', found: model.text.trim() });
  }
}

/** An offer that is being written has no line yet. */
function placeOf(line: number): BilingualText {
  return line === 0 ? { en: '', ru: '' } : { en: ` (line ${line})`, ru: ` (строка ${line})` };
}

const anOffer = { en: 'an offer', ru: 'предложение' } as const;

/** The old DTD lets an offer name Yandex's category beside its own. */
function isLegacyCategory(element: YmlElement): boolean {
  return element.name === 'categoryId' && element.attributes['type'] !== undefined;
}
