import type { YmlElement } from '../read/element.js';
import type { FeedContext } from './context.js';
import { isDecimal, isHttpUrl, lengthOver } from './formats.js';
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
const isUsualKind = (text: string): boolean => text.endsWith('.jpg') || text.endsWith('.png') || text.endsWith('.jpeg');

export function checkPicture(element: YmlElement, text: string, facts: OfferFacts, { reporter }: FeedContext): void {
  facts.pictures += 1;
  if (text === '') return reporter.report('element-empty', element, { element: 'picture' });
  const limit = reporter.profile === 'market' ? 512 : 2048;
  if (text.includes('http', 5) && /[\s,;|]https?:\/\//.test(text)) return reporter.report('picture-list', element, { element: 'picture', found: text });
  if (!isHttpUrl(text)) reporter.report('url-format', element, { element: 'picture', found: text });
  else if (text.includes(' ')) reporter.report('url-blank', element, { element: 'picture', found: text });
  else if (text.length > limit) reporter.report('url-length', element, { element: 'picture', length: text.length, limit });
  else if (!isUsualKind(text) && otherKinds.test(text)) reporter.report('picture-kind', element, { element: 'picture', found: text });
}

/** Spelled out by case: ignoring case makes the expression ten times slower on Russian. */
const promotion = /[Сс]кидк|СКИДК|[Рр]аспродаж|РАСПРОДАЖ|[Аа]кци[яи]|АКЦИ[ЯИ]|[Бб]есплатн|БЕСПЛАТН|\b(?:sale|Sale|SALE)\b/;

export function checkName(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  const length = lengthOver(text, 150);
  if (length !== undefined) reporter.report(length > 256 ? 'name-length' : 'name-long', element, { element: 'name', length });
  if (isShouted(text)) reporter.report('name-capitals', element, { element: 'name', found: text });
  if (promotion.test(text)) reporter.report('name-promotion', element, { element: 'name', found: text });
}

/** Several words of capitals; short names may well be abbreviations and article numbers. */
function isShouted(text: string): boolean {
  if (text.length < 20) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x430 && code <= 0x45f)) return false;
  }
  return (text.match(/\p{Lu}{4,}/gu) ?? []).length >= 2;
}

export function checkSalesNotes(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  const length = lengthOver(text, 50);
  if (length !== undefined) reporter.report('sales-notes-length', element, { element: 'sales_notes', length, found: text });
}

const marketTags = new Set(['h3', 'ul', 'li', 'p', 'br']);
const sellerTags = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'ol', 'ul', 'li', 'div']);
/** Every part is bounded: a hostile description of megabytes must not make the expression crawl. */
const contacts = /https?:\/\/\S{1,200}|www\.\S{1,200}|(?<![\w.-])[\w.-]{1,64}@[\w-]{1,64}\.\w{2,20}|(?:\+7|\b8)[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}/i;

export function checkDescription(element: YmlElement, text: string, _facts: OfferFacts, { reporter }: FeedContext): void {
  if (element.children.length > 0) reporter.report('description-elements', element, { element: 'description' });
  if (text === '') return;
  const { profile } = reporter;
  const limit = profile === 'market' ? 3000 : profile === 'seller' ? 6000 : Number.POSITIVE_INFINITY;
  const length = lengthOver(text, limit);
  if (length !== undefined) reporter.report('description-length', element, { element: 'description', length, limit });
  if (profile !== 'market' && profile !== 'seller') return;
  const allowed = profile === 'market' ? marketTags : sellerTags;
  const other = tagOutside(text, allowed);
  if (other !== undefined) reporter.report('description-tags', element, { element: 'description', found: other, expected: [...allowed].join(', ') });
  if (mayHoldContacts(text)) {
    const contact = contacts.exec(text);
    if (contact !== null) reporter.report('description-contacts', element, { element: 'description', found: contact[0] });
  }
}

/** The first tag of a text that is not among the allowed ones. */
function tagOutside(text: string, allowed: ReadonlySet<string>): string | undefined {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const start = text.charCodeAt(at + 1) === 0x2f ? at + 2 : at + 1;
    let end = start;
    while (isTagCharacter(text.charCodeAt(end), end === start)) end += 1;
    if (end === start) continue;
    const name = text.slice(start, end);
    if (!allowed.has(name) && !allowed.has(name.toLowerCase())) return name;
  }
  return undefined;
}

function isTagCharacter(code: number, isFirst: boolean): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (!isFirst && code >= 0x30 && code <= 0x39);
}

/** Cheap tests first: the expression runs over every description of a feed of gigabytes. */
function mayHoldContacts(text: string): boolean {
  return (
    text.includes('//') || text.includes('@') || text.includes('www.') || text.includes('+7') || text.includes('8 ') || text.includes('8(') || text.includes('8-')
  );
}
