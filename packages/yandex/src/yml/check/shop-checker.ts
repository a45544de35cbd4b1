import type { YmlElement } from '../read/element.js';
import { canonicalCurrency } from '../read/shop.js';
import type { FeedContext } from './context.js';
import { checkOptions } from './delivery-checks.js';
import { isDecimal, isFlag, isHttpUrl, isWhole, lengthOver } from './formats.js';
import type { Place } from './reporter.js';

const currencies = new Set(['RUR', 'RUB', 'USD', 'EUR', 'UAH', 'KZT', 'BYN']);
const oldCurrencies = new Set(['BYR', 'DM']);
const banks = new Set(['CBRF', 'NBU', 'NBK', 'CB']);
const mainCurrencies = new Set(['RUB', 'BYN', 'UAH', 'KZT']);
const flags = new Set(['store', 'pickup', 'delivery', 'adult']);
const single = new Set(['name', 'company', 'url', 'platform', 'version', 'agency', 'email', 'delivery-options', 'pickup-options', 'enable_auto_discounts', ...flags, 'cpa', 'phone']);

/** Short first: the expression is slow on hostile megabytes. */
function isEmail(text: string): boolean {
  return text.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** Checks the direct parts of `shop`, the currencies and the categories. */
export class ShopChecker {
  readonly #context: FeedContext;
  readonly #seen = new Set<string>();
  #mainCurrencies: string[] = [];

  constructor(context: FeedContext) {
    this.#context = context;
  }

  /** A direct part of `shop`. */
  check(element: YmlElement): void {
    const { reporter } = this.#context;
    const { name } = element;
    const text = element.text.trim();
    if (single.has(name)) {
      if (this.#seen.has(name)) reporter.report('shop-field-repeated', element, { element: name, found: name });
      else if (text !== '') this.#seen.add(name);
    }
    if (name === 'delivery-options' || name === 'pickup-options') this.#checkOptions(element);
    if (text === '') return;
    if (name === 'name') this.#checkName(element, text);
    else if (name === 'url') this.#checkUrl(element, text);
    else if (name === 'email' && !isEmail(text)) reporter.report('shop-email', element, { element: name, found: text });
    else if (flags.has(name) && !isFlag(text)) reporter.report('shop-flag', element, { element: name, found: text, expected: 'true, false' });
    else if (name === 'cpa' && text !== '0' && text !== '1') reporter.report('shop-flag', element, { element: name, found: text, expected: '0, 1' });
    else if (name === 'enable_auto_discounts' && !/^(yes|true|1|no|false|0)$/i.test(text)) {
      reporter.report('shop-flag', element, { element: name, found: text, expected: 'yes, true, 1, no, false, 0' });
    }
  }

  currency(element: YmlElement): void {
    const { reporter, currencies: declared } = this.#context;
    const id = (element.attributes['id'] ?? '').trim();
    const rate = (element.attributes['rate'] ?? '1').trim();
    const { plus } = element.attributes;
    if (oldCurrencies.has(id)) reporter.report('currency-old', element, { element: 'currency', found: id });
    else if (!currencies.has(id)) reporter.report('currency-id', element, { element: 'currency', found: id });
    if (declared.has(canonicalCurrency(id))) reporter.report('currency-repeated', element, { element: 'currency', found: id });
    declared.add(canonicalCurrency(id));
    if (!banks.has(rate) && !(isDecimal(rate) && Number(rate) > 0)) reporter.report('currency-rate', element, { element: 'currency', found: rate });
    if (plus !== undefined && plus.trim() !== '' && !isDecimal(plus.trim())) reporter.report('currency-plus', element, { element: 'currency', found: plus });
    if (Number(rate) !== 1) return;
    this.#mainCurrencies.push(id);
    if (!mainCurrencies.has(canonicalCurrency(id))) reporter.report('currency-main-id', element, { element: 'currency', found: id });
  }

  category(element: YmlElement): void {
    const { reporter, categories } = this.#context;
    const id = (element.attributes['id'] ?? '').trim();
    const parent = (element.attributes['parentId'] ?? '').trim();
    const place: Place = { line: element.line, column: element.column };
    if (element.text.trim() === '') reporter.report('category-name', element, { element: 'category', found: id });
    if (id === '') return reporter.report('category-id-missing', element, { element: 'category' });
    if (!isWhole(id) || /^0*$/.test(id) || id.length > 18) reporter.report('category-id', element, { element: 'category', found: id });
    const first = categories.get(id);
    if (first !== undefined) return reporter.report('category-id-repeated', element, { element: 'category', found: id, first: first.place.line });
    categories.set(id, { parentId: parent === '' || parent === '0' ? undefined : parent, place });
  }

  /** When `</currencies>` was passed. */
  endCurrencies(place: Place): void {
    const count = this.#mainCurrencies.length;
    if (this.#context.currencies.size > 0 && count !== 1) this.#context.reporter.report('currency-main', place, { element: 'currencies', count });
  }

  /** When all categories are known: parents may be declared behind their children. */
  endCategories(): void {
    const { categories, reporter } = this.#context;
    const safe = new Set<string>();
    for (const [id, { parentId, place }] of categories) {
      if (parentId !== undefined && !categories.has(parentId)) {
        reporter.report('category-parent-unknown', place, { element: 'category', id, found: parentId });
      } else if (this.#isInCycle(id, safe)) reporter.report('category-cycle', place, { element: 'category', found: id });
    }
  }

  /** What every shop must say; called when the shop ends. */
  end(place: Place): void {
    for (const found of ['name', 'company', 'url'] as const) {
      if (!this.#seen.has(found)) this.#context.reporter.report('shop-field-missing', place, { element: found, found });
    }
  }

  /** Follows the parents up; what leads to a root or to a known safe one is safe. */
  #isInCycle(start: string, safe: Set<string>): boolean {
    const { categories } = this.#context;
    const path = new Set<string>();
    let id: string | undefined = start;
    while (id !== undefined && !safe.has(id)) {
      if (path.has(id)) return id === start;
      path.add(id);
      id = categories.get(id)?.parentId;
    }
    for (const step of path) safe.add(step);
    return false;
  }

  #checkOptions(element: YmlElement): void {
    if (element.name === 'delivery-options') this.#context.shopDeliveryOptions = true;
    else this.#context.shopPickupOptions = true;
    this.#seen.add(element.name);
    checkOptions(element, this.#context.reporter);
  }

  #checkName(element: YmlElement, text: string): void {
    const { reporter } = this.#context;
    const length = lengthOver(text, 20);
    if (length !== undefined) reporter.report('shop-name-length', element, { element: 'name', found: text, length, limit: 20 });
    if (/(?:\+7|\b8)[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}/.test(text)) reporter.report('shop-name-phone', element, { element: 'name', found: text });
  }

  #checkUrl(element: YmlElement, text: string): void {
    const { reporter } = this.#context;
    if (!isHttpUrl(text)) reporter.report('shop-url', element, { element: 'url', found: text });
    if (text.length > 512) reporter.report('shop-url-length', element, { element: 'url', length: text.length });
    else if (text.length > 50) reporter.report('shop-url-long', element, { element: 'url', length: text.length });
  }
}
