import { childText } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import type { FeedContext } from './context.js';
import { normalCountry } from './countries.js';
import { hasCheckDigit, isFlag, isIsbn10, isWhole } from './formats.js';
import type { OfferFacts } from './offer-facts.js';

export function checkOutlets(element: YmlElement, _text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  for (const outlet of element.children) {
    if (outlet.name !== 'outlet') continue;
    const { id, instock, booking, warehouse_name: warehouse } = outlet.attributes;
    if ((id ?? '') === '') reporter.report('outlet-id', outlet, { element: 'outlet' });
    if ((warehouse ?? '') === '') reporter.report('outlet-warehouse', outlet, { element: 'outlet' });
    if (instock === undefined) reporter.report('outlet-instock-missing', outlet, { element: 'outlet' });
    else if (!isWhole(instock.trim())) reporter.report('outlet-instock', outlet, { element: 'outlet', found: instock });
    if (booking !== undefined && !isFlag(booking)) reporter.report('outlet-booking', outlet, { element: 'outlet', found: booking });
  }
}

export function checkCountry(element: YmlElement, text: string, _facts: OfferFacts, { reporter, countries }: FeedContext): void {
  if (text !== '' && !countries.has(normalCountry(text))) reporter.report('country-unknown', element, { element: 'country_of_origin', found: text });
}

const ageYears = new Set(['0', '6', '12', '16', '18']);

export function checkAge(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  if (text === '') return;
  const unit = element.attributes['unit'] ?? 'year';
  const isRight = unit === 'year' ? ageYears.has(text) : unit === 'month' && isWhole(text) && Number(text) <= 12;
  if (!isRight) reporter.report('age-value', element, { element: 'age', found: `${text} (${unit})` });
}

/** Books may carry the old ISBN of ten characters. */
export function checkBarcode(element: YmlElement, text: string, facts: OfferFacts, { reporter }: FeedContext): void {
  if (text === '') return reporter.report('element-empty', element, { element: 'barcode' });
  const { length } = text;
  const isRightLength = length === 13 || length === 8 || length === 12 || length === 14;
  if (!isRightLength || !isWhole(text)) {
    if ((facts.type === 'book' || facts.type === 'audiobook') && isIsbn10(text)) return;
    reporter.report('barcode-format', element, { element: 'barcode', found: text });
  } else if (!hasCheckDigit(text)) reporter.report('barcode-check-digit', element, { element: 'barcode', found: text });
}

export function checkParam(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  const { name } = element.attributes;
  if (name === undefined || name.trim() === '') reporter.report('param-name', element, { element: 'param', found: text });
  else if (text === '' && element.children.length === 0) reporter.report('param-empty', element, { element: 'param', found: name });
}

const oldTypes = new Set(['likenew', 'used']);
const newTypes = new Set(['preowned', 'showcasesample', 'reduction']);
const apiTypes = new Set(['refurbished', 'renovated']);
const qualities = new Set(['perfect', 'excellent', 'good']);

export function checkCondition(element: YmlElement, _text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  const type = (element.attributes['type'] ?? '').toLowerCase();
  const { profile } = reporter;
  if (!oldTypes.has(type) && !newTypes.has(type) && !apiTypes.has(type)) reporter.report('condition-type', element, { element: 'condition', found: type });
  else if (profile === 'market' ? !oldTypes.has(type) : (profile === 'search' || profile === 'seller') && oldTypes.has(type)) {
    const expected = [...(profile === 'market' ? oldTypes : newTypes)].join(', ');
    reporter.report('condition-type-receiver', element, { element: 'condition', found: type, expected });
  }
  const quality = childText(element, 'quality') ?? '';
  if (quality !== '' && !qualities.has(quality.toLowerCase())) reporter.report('condition-quality', element, { element: 'condition', found: quality });
  if (quality === '' && profile !== 'market') reporter.report('condition-part', element, { element: 'condition', found: 'quality' });
  if ((childText(element, 'reason') ?? '') === '') reporter.report('condition-part', element, { element: 'condition', found: 'reason' });
}

const threeDecimals = /^\d+(\.\d{1,3})?$/;

export function checkWeight(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  if (text === '') return;
  if (!threeDecimals.test(text) || Number(text) === 0) reporter.report('weight-format', element, { element: 'weight', found: text });
}

export function checkDimensions(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  if (text === '') return;
  const sides = text.split('/');
  const isRight = sides.length === 3 && sides.every((side) => threeDecimals.test(side) && Number(side) > 0);
  if (!isRight) reporter.report('dimensions-format', element, { element: 'dimensions', found: text });
}
