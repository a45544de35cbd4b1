import { childNamed, childText } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import type { FeedContext } from './context.js';
import { isDecimal, isHttpUrl, isWholeFrom, lengthOver, parseDate } from './formats.js';
import { PromoProducts } from './promo-products.js';

const types = new Set(['promo code', 'flash discount', 'gift with purchase', 'n plus m', 'loyalty program']);

const discountReasons = {
  missing: { en: 'there is none', ru: 'её нет' },
  unit: { en: 'unit is neither percent nor currency', ru: 'unit — не percent и не currency' },
  number: { en: 'it is no number above 0', ru: 'это не число больше 0' },
  currency: { en: 'unit="currency" needs the attribute currency', ru: 'для unit="currency" нужен атрибут currency' },
  range: { en: 'a percentage is below 100', ru: 'процент должен быть меньше 100' },
} as const;

/** Checks gifts and sales actions. */
export class PromoChecker {
  readonly #context: FeedContext;
  readonly #ids = new Set<string>();
  readonly #products: PromoProducts;

  constructor(context: FeedContext) {
    this.#context = context;
    this.#products = new PromoProducts(context);
  }

  gift(element: YmlElement): void {
    const { reporter, gifts } = this.#context;
    const id = element.attributes['id'] ?? '';
    if (id === '' || gifts.has(id)) reporter.report('gift-id', element, { element: 'gift', found: id });
    gifts.add(id);
    if ((childText(element, 'name') ?? '') === '') reporter.report('gift-name', element, { element: 'gift', found: id });
  }

  promo(element: YmlElement): void {
    const { reporter } = this.#context;
    const type = element.attributes['type'] ?? '';
    this.#checkId(element);
    if (!types.has(type)) reporter.report('promo-type', element, { element: 'promo', found: type });
    else if (type !== 'promo code') reporter.report('promo-type-receiver', element, { element: 'promo', found: type });
    this.#checkDates(element);
    const length = lengthOver(childText(element, 'description') ?? '', 500);
    if (length !== undefined) reporter.report('promo-description-length', childNamed(element, 'description') ?? element, { element: 'description', length });
    const url = childText(element, 'url') ?? '';
    if (url !== '' && (!isHttpUrl(url) || url.length > 2048)) reporter.report('promo-url', childNamed(element, 'url') ?? element, { element: 'url', found: url });
    this.#products.check(element, type);
    if (type === 'promo code') this.#checkCode(element);
    if (type === 'n plus m') this.#checkQuantities(element, ['required-quantity', 'free-quantity'], true);
    if (type === 'gift with purchase') {
      this.#checkQuantities(element, ['required-quantity'], false);
      this.#checkGifts(element);
    }
  }

  /** Promos may name offers that come later. */
  end(): void {
    this.#products.end();
  }

  #checkId(element: YmlElement): void {
    const { reporter } = this.#context;
    const id = element.attributes['id'] ?? '';
    if (id === '' || id.length > 20 || /[^\p{L}\d\x21-\x7e]/u.test(id)) reporter.report('promo-id', element, { element: 'promo', found: id });
    else if (/[^\p{L}\d]/u.test(id)) reporter.report('promo-id-punctuation', element, { element: 'promo', found: id });
    if (id !== '' && this.#ids.has(id)) reporter.report('promo-id-repeated', element, { element: 'promo', found: id });
    this.#ids.add(id);
  }

  #checkDates(element: YmlElement): void {
    const { reporter } = this.#context;
    const times: number[] = [];
    for (const name of ['start-date', 'end-date'] as const) {
      const text = childText(element, name) ?? '';
      if (text === '') continue;
      const date = parseDate(text);
      if (date === undefined) reporter.report('promo-date', childNamed(element, name) ?? element, { element: name, found: text });
      else times.push(date.time);
    }
    const [start, end] = times;
    if (start !== undefined && end !== undefined && end < start) {
      reporter.report('promo-dates-order', element, { element: 'end-date', found: childText(element, 'end-date') ?? '' });
    }
  }

  #checkCode(element: YmlElement): void {
    const { reporter } = this.#context;
    const code = childText(element, 'promo-code') ?? '';
    if (code === '' || code.length > 20) reporter.report('promo-code', childNamed(element, 'promo-code') ?? element, { element: 'promo-code', found: code });
    const discount = childNamed(element, 'discount');
    const report = (reason: keyof typeof discountReasons): void =>
      reporter.report('promo-discount', discount ?? element, { element: 'discount' }, { reason: discountReasons[reason] });
    if (discount === undefined) return report('missing');
    const text = discount.text.trim();
    const { unit, currency = '' } = discount.attributes;
    if (unit !== 'percent' && unit !== 'currency') return report('unit');
    if (!isDecimal(text) || Number(text) === 0) return report('number');
    if (unit === 'currency' && currency === '') return report('currency');
    if (unit === 'percent' && Number(text) >= 100) return report('range');
    const isRouble = unit === 'currency' && (currency === 'RUB' || currency === 'RUR');
    if (unit === 'percent' ? Number(text) < 5 : isRouble && Number(text) < 500) {
      reporter.report('promo-discount-small', discount, { element: 'discount', found: unit === 'percent' ? `${text} %` : `${text} ${currency}` });
    }
  }

  #checkQuantities(promo: YmlElement, names: readonly string[], required: boolean): void {
    const purchase = childNamed(promo, 'purchase');
    for (const element of names) {
      const found = purchase === undefined ? undefined : childText(purchase, element);
      if (found === undefined && !required) continue;
      if (found === undefined || !isWholeFrom(found, 1)) this.#context.reporter.report('promo-quantity', purchase ?? promo, { element, found: found ?? '' });
    }
  }

  #checkGifts(promo: YmlElement): void {
    const { reporter, gifts } = this.#context;
    const list = childNamed(promo, 'promo-gifts')?.children.filter((child) => child.name === 'promo-gift') ?? [];
    if (list.length === 0) reporter.report('promo-gifts', promo, { element: 'promo-gifts' });
    if (list.length > 12) reporter.report('promo-gifts-count', promo, { element: 'promo-gifts', count: list.length });
    for (const gift of list) {
      const id = gift.attributes['gift-id'];
      if (id !== undefined && !gifts.has(id)) reporter.report('promo-gift-unknown', gift, { element: 'promo-gift', found: id });
    }
  }
}
