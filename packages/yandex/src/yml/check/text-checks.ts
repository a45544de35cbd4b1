import type { YmlElement } from '../read/element.js';
import type { FeedContext } from './context.js';
import { isDecimal, isHttpUrl } from './formats.js';
import type { OfferFacts } from './offer-facts.js';

const vatValues = new Set(['NO_VAT', 'VAT_0', 'VAT_05', 'VAT_07', 'VAT_10', 'VAT_20', 'VAT_22', '6', '5', '10', '11', '2', '7', '14']);

export function checkUrl(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  const { name } = element;
  if (text === '') return;
  if (!isHttpUrl(text)) reporter.report('url-format', element, { element: name, found: text });
  else if (text.includes(' ')) reporter.report('url-blank', element, { element: name, found: text });
  if (text.length > 2048) reporter.report('url-length', element, { element: name, length: text.length, limit: 2048 });
  else if (text.length > 512) reporter.report('url-long', element, { element: name, length: text.length });
}

/** All prices: digits with a dot, above 0. Ozon's dialect says "no discount" by an old price of 0. */
export function checkPrice(element: YmlElement, text: string, facts: OfferFacts, { reporter }: FeedContext): void {
  const { name } = element;
  if (name === 'oldprice') facts.oldPrice = element;
  if (name === 'price') {
    const { from } = element.attributes;
    if (from !== undefined && from !== 'true' && from !== 'false') reporter.report('price-from', element, { element: 'price', found: from });
  }
  if (text === '') {
    if (name !== 'price') reporter.report('element-empty', element, { element: name });
    return;
  }
  if (!isDecimal(text)) {
    reporter.report('price-format', element, { element: name, found: text });
    return;
  }
  const value = Number(text);
  if (name === 'price') facts.price = value;
  if (value === 0 && name !== 'oldprice') reporter.report('price-zero', element, { element: name, found: text });
}

export function checkVat(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  if (!vatValues.has(text)) reporter.report('vat-value', element, { element: 'vat', found: text });
  else if (text === '7' || text === 'VAT_20') reporter.report('vat-outdated', element, { element: 'vat', found: text });
}

const otherKinds = /\.(svg|bmp|tiff?|pdf|ico|psd|heic)(\?|$)/i;

export function checkPicture(element: YmlElement, text: string, facts: OfferFacts, { reporter }: FeedContext): void {
  facts.pictures += 1;
  if (text === '') return reporter.report('element-empty', element, { element: 'picture' });
  const limit = reporter.profile === 'market' ? 512 : 2048;
  if (/[\s,;|]+https?:\/\//.test(text)) return reporter.report('picture-list', element, { element: 'picture', found: text });
  if (!isHttpUrl(text)) reporter.report('url-format', element, { element: 'picture', found: text });
  else if (text.includes(' ')) reporter.report('url-blank', element, { element: 'picture', found: text });
  else if (text.length > limit) reporter.report('url-length', element, { element: 'picture', length: text.length, limit });
  else if (otherKinds.test(text)) reporter.report('picture-kind', element, { element: 'picture', found: text });
}

const promotion = /скидк|распродаж|акция|акции|\bsale\b|бесплатн/i;

export function checkName(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  const { length } = text;
  if (length > 256) reporter.report('name-length', element, { element: 'name', length });
  else if (length > 150) reporter.report('name-long', element, { element: 'name', length });
  if (isShouted(text)) reporter.report('name-capitals', element, { element: 'name', found: text });
  if (promotion.test(text)) reporter.report('name-promotion', element, { element: 'name', found: text });
}

/** Several words of capitals; short names may well be abbreviations and article numbers. */
function isShouted(text: string): boolean {
  if (text.length < 20 || text !== text.toUpperCase()) return false;
  return (text.match(/\p{Lu}{4,}/gu) ?? []).length >= 2;
}

export function checkSalesNotes(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  if (text.length > 50) reporter.report('sales-notes-length', element, { element: 'sales_notes', length: text.length, found: text });
}

const tag = /<\/?\s*([a-z][a-z0-9]*)/gi;
const marketTags = new Set(['h3', 'ul', 'li', 'p', 'br']);
const sellerTags = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'ol', 'ul', 'li', 'div']);
const contacts = /https?:\/\/\S+|www\.\S+|[\w.-]+@[\w-]+\.\w{2,}|(?:\+7|\b8)[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}/i;

export function checkDescription(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  if (element.children.length > 0) reporter.report('description-elements', element, { element: 'description' });
  if (text === '') return;
  const { profile } = reporter;
  const limit = profile === 'market' ? 3000 : profile === 'seller' ? 6000 : Number.POSITIVE_INFINITY;
  if (text.length > limit) reporter.report('description-length', element, { element: 'description', length: text.length, limit });
  if (profile !== 'market' && profile !== 'seller') return;
  if (text.includes('<')) {
    const allowed = profile === 'market' ? marketTags : sellerTags;
    for (const [, name = ''] of text.matchAll(tag)) {
      if (allowed.has(name.toLowerCase())) continue;
      reporter.report('description-tags', element, { element: 'description', found: name, expected: [...allowed].join(', ') });
      break;
    }
  }
  if (mayHoldContacts(text)) {
    const contact = contacts.exec(text);
    if (contact !== null) reporter.report('description-contacts', element, { element: 'description', found: contact[0] });
  }
}

/** Cheap tests first: the expression runs over every description of a feed of gigabytes. */
function mayHoldContacts(text: string): boolean {
  return text.includes('//') || text.includes('@') || text.includes('www.') || text.includes('+7') || /\b8[\s(-]/.test(text);
}
