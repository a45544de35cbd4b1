import type { YmlEncoding } from '../encoding.js';
import type { Promo } from '../offer/promo.js';
import type { FeedCategoryInput, FeedCurrencyInput, Gift, ShopInfo } from '../offer/shop.js';
import type { YmlProfile } from '../profiles.js';
import { ymlElement } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import { buildElement } from './build.js';
import { deliveryOptionsElement, pickupOptionsElement } from './complex-fields.js';
import { customElements } from './node-element.js';
import { giftElement, promoElement } from './promo-element.js';
import { renderElement } from './render.js';
import { scalarText } from './scalar.js';
import { escapeAttribute } from './escape.js';

/** Everything around the offers, as elements ready to be written. */
export interface EnvelopeParts {
  readonly date: string;
  /** Direct parts of `shop` that stand before the lists: name, company … */
  readonly head: readonly YmlElement[];
  readonly currencies: readonly YmlElement[];
  readonly categories: Iterable<YmlElement>;
  /** Direct parts of `shop` that stand behind the lists: delivery options, flags, custom ones. */
  readonly rest: readonly YmlElement[];
  readonly gifts: readonly YmlElement[];
  readonly promos: readonly YmlElement[];
  /** Other lists with their names (`sets`). */
  readonly otherLists?: ReadonlyMap<string, readonly YmlElement[]>;
}

/** What stands before and behind the offers of a file. */
export interface Envelope {
  readonly head: string;
  /** Asked for when the offers are written: a feed that is read and rewritten tells its promos behind them. */
  tail(): string;
}

/** Renders the envelope: the order satisfies the DTD, the XSD of 2018 and every receiver. */
export function renderEnvelope(parts: EnvelopeParts, encoding: YmlEncoding, profile: YmlProfile): Envelope {
  const promos = (): string => list('gifts', parts.gifts) + list('promos', parts.promos);
  const early = profile === 'search' ? promos() : ''; // product search shows promos before the offers in all its samples
  const head = [
    `<?xml version="1.0" encoding="${encoding === 'utf-8' ? 'UTF-8' : encoding}"?>\n<yml_catalog date="${escapeAttribute(parts.date)}">\n<shop>\n`,
    lines(parts.head),
    list('currencies', parts.currencies),
    list('categories', parts.categories, renderElement), // there may be a hundred thousand
    lines(parts.rest),
    ...[...(parts.otherLists ?? [])].map(([name, items]) => list(name, items)),
    early,
    '<offers>\n',
  ];
  return { head: head.join(''), tail: () => `</offers>\n${early === '' ? promos() : ''}</shop>\n</yml_catalog>\n` };
}

function lines(elements: readonly YmlElement[]): string {
  return elements.map((element) => `${buildElement(element)}\n`).join('');
}

function list(name: string, items: Iterable<YmlElement>, render: (element: YmlElement) => string = buildElement): string {
  let out = '';
  for (const item of items) out += `${render(item)}\n`;
  return out === '' ? '' : `<${name}>\n${out}</${name}>\n`;
}

/** The parts of an envelope from typed input. */
export function envelopeParts(input: {
  readonly date: string;
  readonly shop: Partial<ShopInfo>;
  readonly currencies: readonly FeedCurrencyInput[];
  readonly categories: Iterable<FeedCategoryInput>;
  readonly promos: readonly Promo[];
  readonly gifts: readonly Gift[];
}): EnvelopeParts {
  const { shop } = input;
  return {
    date: input.date,
    head: scalars({ name: shop.name, company: shop.company, phone: shop.phone, url: shop.url, platform: shop.platform, version: shop.version, agency: shop.agency, email: shop.email }),
    currencies: input.currencies.map(currencyElement),
    categories: [...input.categories].map(categoryElement),
    rest: [
      ...scalars({ store: shop.store, pickup: shop.pickup, delivery: shop.delivery, local_delivery_cost: shop.localDeliveryCost }),
      ...deliveryOptionsElement(shop.deliveryOptions ?? []),
      ...pickupOptionsElement(shop.pickupOptions ?? []),
      ...scalars({ enable_auto_discounts: shop.enableAutoDiscounts, adult: shop.adult, cpa: shop.cpa }),
      ...customElements(shop.custom ?? []),
    ],
    gifts: input.gifts.map(giftElement),
    promos: input.promos.map(promoElement),
  };
}

function scalars(values: Readonly<Record<string, unknown>>): YmlElement[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [ymlElement(name, scalarText(value, `shop/${name}`))]));
}

function currencyElement({ id, rate = 1, plus }: FeedCurrencyInput): YmlElement {
  const attributes = { id, rate: scalarText(rate, 'currency/@rate') };
  return ymlElement('currency', '', plus === undefined ? attributes : { ...attributes, plus: scalarText(plus, 'currency/@plus') });
}

function categoryElement({ id, name, parentId }: FeedCategoryInput): YmlElement {
  return ymlElement('category', name, parentId === undefined ? { id: String(id) } : { id: String(id), parentId: String(parentId) });
}
