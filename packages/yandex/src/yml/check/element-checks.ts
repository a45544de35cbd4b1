import type { YmlElement } from '../read/element.js';
import { checkAge, checkBarcode, checkCondition, checkCountry, checkDimensions, checkOutlets, checkParam, checkWeight } from './goods-checks.js';
import type { FeedContext } from './context.js';
import { checkOptions } from './delivery-checks.js';
import { checkDescription, checkName, checkPicture, checkPrice, checkSalesNotes, checkUrl, checkVat } from './text-checks.js';
import { isDuration, isFlag, isWholeFrom, parseDate } from './formats.js';
import type { OfferFacts } from './offer-facts.js';
import type { RuleCode } from './rules.js';

/** Looks at one element of an offer. `text` is its trimmed text. */
export type ElementCheck = (element: YmlElement, text: string, facts: OfferFacts, context: FeedContext) => void;

/** Elements that need no check of their own but must not be empty or doubled. */
const plain: ElementCheck = () => undefined;

function flag(keep?: 'delivery' | 'pickup'): ElementCheck {
  return (element, text, facts, context) => {
    if (keep !== undefined) facts[keep] = text;
    if (text !== '' && !isFlag(text)) context.reporter.report('flag-format', element, { element: element.name, found: text });
  };
}

function matching(code: RuleCode, isRight: (text: string) => boolean, values: { readonly expected?: string; readonly min?: number } = {}): ElementCheck {
  return (element, text, _facts, context) => {
    if (text !== '' && !isRight(text)) context.reporter.report(code, element, { element: element.name, found: text, ...values });
  };
}

function whole(code: RuleCode, least: number): ElementCheck {
  return matching(code, (text) => isWholeFrom(text, least), { min: least });
}

const warranty = matching('warranty-format', (text) => isFlag(text) || isDuration(text));
const looseFlag = matching('flag-format-loose', (text) => /^(yes|true|1|no|false|0)$/i.test(text), { expected: 'yes, true, 1, no, false, 0' });
const zeroOrOne = matching('flag-format-loose', (text) => text === '0' || text === '1', { expected: '0, 1' });

function requiredAttribute(name: string): ElementCheck {
  return (element, _text, _facts, context) => {
    if ((element.attributes[name] ?? '') === '') context.reporter.report('attribute-missing', element, { element: element.name, found: name });
  };
}

const checks: readonly (readonly [string, ElementCheck])[] = [
  ['url', checkUrl],
  ['buyurl', checkUrl],
  ['price', checkPrice],
  ...(['oldprice', 'wprice', 'purchase_price', 'additional_expenses', 'cofinance_price', 'min_price'] as const).map((name) => [name, checkPrice] as const),
  ['vat', checkVat],
  ['enable_auto_discounts', looseFlag],
  ['currencyId', (element, text, _facts, context) => (text === '' ? undefined : context.checkCurrency(element, text))],
  ['categoryId', (element, text, _facts, context) => (text === '' ? undefined : context.checkCategory(element, text))],
  ['picture', checkPicture],
  ['store', flag()],
  ['pickup', flag('pickup')],
  ['delivery', flag('delivery')],
  ['downloadable', flag()],
  ['adult', flag()],
  ['disabled', flag()],
  ['archived', flag()],
  ['delivery-options', (element, _text, _facts, context) => checkOptions(element, context.reporter)],
  ['pickup-options', (element, _text, _facts, context) => checkOptions(element, context.reporter)],
  ['outlets', checkOutlets],
  ['name', checkName],
  ...['typePrefix', 'vendor', 'vendorCode', 'model', 'publisher', 'title', 'place', 'included', 'transport', 'author', 'artist'].map((name) => [name, plain] as const),
  ['description', checkDescription],
  ['sales_notes', checkSalesNotes],
  ['min-quantity', whole('quantity-format', 1)],
  ['step-quantity', whole('quantity-format', 1)],
  ['box-count', whole('quantity-format', 1)],
  ['count', whole('quantity-format', 0)],
  ['manufacturer_warranty', warranty],
  ['seller_warranty', warranty],
  ['country_of_origin', checkCountry],
  ['age', checkAge],
  ['barcode', checkBarcode],
  ['param', checkParam],
  ['condition', checkCondition],
  ['credit-template', requiredAttribute('id')],
  ['supplier', requiredAttribute('ogrn')],
  ['rec', (element, text, _facts, context) => {
    const { length } = text.split(',');
    if (length > 30) context.reporter.report('recommended-count', element, { element: 'rec', count: length });
  }],
  ['cpa', zeroOrOne],
  ['expiry', matching('expiry-format', (text) => isDuration(text) || parseDate(text)?.isoStyle === true)],
  ['weight', checkWeight],
  ['dimensions', checkDimensions],
  ['year', whole('number-format', 1)],
  ['volume', plain],
  ['part', whole('number-format', 1)],
  ['page_extent', whole('number-format', 1)],
  ['days', whole('number-format', 1)],
  ['recording_length', matching('recording-length', (text) => /^\d+[.:]\d{2}$/.test(text))],
  ['date', matching('event-date', (text) => parseDate(text) !== undefined)],
  ['is_premiere', zeroOrOne],
  ['is_kids', zeroOrOne],
];

/** Elements that may stand more than once. */
const repeatable: ReadonlySet<string> = new Set([
  'picture', 'param', 'barcode', 'rec', 'related_offer', 'additional', 'dataTour', 'credit-template', 'supplier', 'outlets', 'video', 'certificate',
]);

/** Elements of which a second one leaves it open what counts. */
const decisive: ReadonlySet<string> = new Set(['price', 'currencyId', 'categoryId', 'name', 'vendor', 'model']);

/** Elements without text by nature. */
const withoutText: ReadonlySet<string> = new Set([
  'delivery-options', 'pickup-options', 'outlets', 'condition', 'credit-template', 'supplier', 'param', 'picture', 'description', 'barcode',
  'price', 'oldprice', 'wprice', 'purchase_price', 'additional_expenses', 'cofinance_price', 'min_price',
]);

/** What the checker knows about an element of an offer. */
export interface ElementRule {
  /** Place of the first such element among the facts of an offer. */
  readonly slot: number;
  readonly check: ElementCheck;
  readonly repeatable: boolean;
  readonly decisive: boolean;
  /** An empty one is judged by its own check, or is right. */
  readonly withoutText: boolean;
}

/** How each known element of an offer is checked. Elements that are not here are let pass: other receivers use them. */
export const elementRules: ReadonlyMap<string, ElementRule> = new Map(
  checks.map(([name, check], slot) => [
    name,
    { slot, check, repeatable: repeatable.has(name), decisive: decisive.has(name), withoutText: withoutText.has(name) },
  ]),
);
