import type { Clock } from '@occwo/core';
import { canonicalCurrency } from '../read/shop.js';
import type { YmlElement } from '../read/element.js';
import type { ScannerSink, XmlReason } from '../read/sink.js';
import { YmlError } from '../errors.js';
import type { YmlPosition } from '../errors.js';
import { lateDeclaration } from '../read/xml-reasons.js';
import { shorten } from '../language.js';
import { FeedContext } from './context.js';
import { checkFeedDate } from './date-check.js';
import { OfferChecker } from './offer-checker.js';
import { PromoChecker } from './promo-checker.js';
import type { Place, Reporter } from './reporter.js';
import { ShopChecker } from './shop-checker.js';

/** Thrown inside to end a check whose XML cannot be trusted any further; it never leaves the checker. */
export class CheckStopped extends Error {}

const manyOffers = 500_000;
/** A file with so many broken places is no feed; a gigabyte of zero bytes would take hours to list. */
const mostXmlErrors = 1000;

/** The checker's sink: it hears the feed's parts in file order and applies every rule. */
export class FeedChecker implements ScannerSink {
  readonly context: FeedContext;
  readonly #reporter: Reporter;
  readonly #offers: OfferChecker;
  readonly #shop: ShopChecker;
  readonly #promos: PromoChecker;
  readonly #clock: Clock;
  readonly #lists = new Set<string>();
  #shops = 0;
  #xmlErrors = 0;
  #shopPlace: Place = { line: 1, column: 1 };
  #listPlace: Place = { line: 1, column: 1 };
  #open = '';

  constructor(reporter: Reporter, clock: Clock) {
    this.#reporter = reporter;
    this.#clock = clock;
    this.context = new FeedContext(reporter);
    this.#offers = new OfferChecker(this.context);
    this.#shop = new ShopChecker(this.context);
    this.#promos = new PromoChecker(this.context);
  }

  onOuter(element: YmlElement, depth: number): void {
    if (depth === 1) {
      if (element.name !== 'yml_catalog') throw new YmlError('not-yml', { found: shorten(element.name, 40) }, { position: element });
      checkFeedDate(element, this.#reporter, this.#clock);
      return;
    }
    if (element.name !== 'shop') return;
    this.#shops += 1;
    if (this.#shops > 1) this.#reporter.report('shop-repeated', element, { element: 'shop' });
    else this.#shopPlace = { line: element.line, column: element.column };
  }

  onContainer(element: YmlElement): void {
    this.#endList();
    const { name } = element;
    if (this.#lists.has(name)) this.#reporter.report('list-repeated', element, { element: name, found: name });
    const afterOffers = this.#lists.has('offers');
    if (afterOffers && (name === 'currencies' || name === 'categories')) this.#reporter.report('shop-order', element, { element: name, found: name });
    if (!afterOffers && (name === 'promos' || name === 'gifts')) this.#reporter.report('promos-order', element, { element: name, found: name });
    this.#lists.add(name);
    this.#open = name;
    this.#listPlace = { line: element.line, column: element.column };
  }

  onElement(element: YmlElement, container: string): void {
    if (container !== this.#open) this.#endList();
    if (container === '') this.#shop.check(element);
    else if (container === 'currencies' && element.name === 'currency') this.#shop.currency(element);
    else if (container === 'categories' && element.name === 'category') this.#shop.category(element);
    else if (container === 'promos' && element.name === 'promo') this.#promos.promo(element);
    else if (container === 'gifts' && element.name === 'gift') this.#promos.gift(element);
  }

  onOffer(offer: YmlElement, container: string): void {
    if (container !== this.#open) this.#endList();
    this.#reporter.offerId = offer.attributes['id'] ?? '';
    if (container !== 'offers') this.#reporter.report('offer-misplaced', offer, { element: 'offer' });
    this.#offers.check(offer);
    if (this.context.offers === manyOffers + 1) this.#reporter.report('too-many-offers', offer, { element: 'offers', limit: manyOffers });
  }

  onStrayText(text: string, position: YmlPosition): void {
    this.#reporter.report('stray-text', position, { found: text.trim() });
  }

  onBadReference(reference: string, position: YmlPosition): void {
    this.#reporter.report('xml-entity', position, { found: reference });
  }

  onXmlError(reason: XmlReason, position: YmlPosition, fatal: boolean): void {
    if (reason === lateDeclaration) return; // the start check has already said what stands before it
    this.#reporter.offerId = undefined;
    this.#reporter.report('xml-not-well-formed', position, {}, { reason });
    this.#xmlErrors += 1;
    if (fatal || this.#xmlErrors >= mostXmlErrors) throw new CheckStopped();
  }

  /** The feed was read to its end. */
  end(): void {
    this.#endList();
    this.#reporter.offerId = undefined;
    if (this.#shops === 0) return this.#reporter.report('shop-missing', this.#shopPlace, { element: 'shop' });
    this.#shop.end(this.#shopPlace);
    const { currencies, categories, offers } = this.context;
    if (currencies.size === 0) this.#reporter.report('list-missing', this.#shopPlace, { element: 'currencies', found: 'currencies' });
    if (categories.size === 0) this.#reporter.report('list-missing', this.#shopPlace, { element: 'categories', found: 'categories' });
    if (!this.#lists.has('offers') && offers === 0) this.#reporter.report('offers-missing', this.#shopPlace, { element: 'offers' });
    else if (offers === 0) this.#reporter.report('offers-empty', this.#listPlace, { element: 'offers' });
    this.#checkEarly();
    this.#promos.end();
  }

  #endList(): void {
    const { context } = this;
    if (this.#open === 'currencies') {
      context.sawCurrencies = context.currencies.size > 0;
      this.#shop.endCurrencies(this.#listPlace);
    } else if (this.#open === 'categories') {
      context.sawCategories = context.categories.size > 0;
      this.#shop.endCategories();
    }
    this.#open = '';
  }

  /** References of offers that stood before the lists. A list that never came is reported once, not at each offer. */
  #checkEarly(): void {
    const { early, currencies, categories } = this.context;
    if (currencies.size > 0) {
      for (const [id, place] of early.currencies) {
        this.#reporter.offerId = place.offerId;
        if (!currencies.has(canonicalCurrency(id))) this.#reporter.report('currency-unknown', place, { element: 'currencyId', found: id });
      }
    }
    if (categories.size > 0) {
      for (const [id, place] of early.categories) {
        this.#reporter.offerId = place.offerId;
        if (!categories.has(id)) this.#reporter.report('category-unknown', place, { element: 'categoryId', found: id });
      }
    }
    this.#reporter.offerId = undefined;
  }
}
