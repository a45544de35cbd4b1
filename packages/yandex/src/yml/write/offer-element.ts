import { YmlError } from '../errors.js';
import type { Offer, OzonOffer } from '../offer/offer.js';
import type { OfferParam } from '../offer/parts.js';
import { noAttributes, noChildren } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import { complexFields } from './complex-fields.js';
import { attributeRows, fieldRows, offerTypes } from './offer-table.js';
import type { FieldRow } from './offer-table.js';
import { scalarText } from './scalar.js';

const rowsByType = new Map(([undefined, ...offerTypes] as const).map((type) => [type as string | undefined, fieldRows(type)]));

/** A typed offer as the element that it becomes in the feed. What the checker looks at before an offer is written. */
export function offerElement(offer: Offer | OzonOffer): YmlElement {
  const fields = offer as unknown as Readonly<Record<string, unknown>>;
  const children: YmlElement[] = [];
  const rows = rowsByType.get(offer.type);
  if (rows === undefined) throw new YmlError('bad-input', { field: 'type', reason: `"${String(offer.type)}" is no offer type` });
  for (const row of rows) {
    const value = fields[row.key];
    if (value !== undefined && value !== null && value !== '') addField(children, row, value, fields);
  }
  return leaf('offer', '', offerAttributes(fields), children);
}

function offerAttributes(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const attributes: Record<string, string> = { id: scalarText(fields['id'], 'id') };
  for (const [key, name] of attributeRows) {
    const value = fields[key];
    if (value !== undefined && value !== null) attributes[name] = scalarText(value, key);
  }
  return attributes;
}

function addField(children: YmlElement[], row: FieldRow, value: unknown, fields: Readonly<Record<string, unknown>>): void {
  const { element, kind, key } = row;
  if (kind === 'text') children.push(leaf(element, scalarText(value, key)));
  else if (kind === 'price') children.push(leaf(element, scalarText(value, key), fields['priceFrom'] === true ? { from: 'true' } : noAttributes));
  else if (kind === 'texts') addTexts(children, element, value as readonly unknown[]);
  else if (kind === 'params') addParams(children, value as readonly OfferParam[]);
  else if (kind === 'description') children.push(descriptionElement(scalarText(value, key)));
  else if (kind === 'empty') {
    if (value === true) children.push(leaf(element, ''));
  } else children.push(...(complexFields[key] as (value: unknown) => YmlElement[])(value));
}

function addTexts(children: YmlElement[], element: string, values: readonly unknown[]): void {
  for (const value of values) if (value !== '') children.push(leaf(element, scalarText(value, element)));
}

function addParams(children: YmlElement[], params: readonly OfferParam[]): void {
  for (const { name, value, unit } of params) {
    if (value === '') continue;
    children.push(leaf('param', scalarText(value, `param ${name}`), unit === undefined ? { name } : { name, unit }));
  }
}

function descriptionElement(text: string): YmlElement {
  const element = leaf('description', text);
  element.cdata = hasMarkup(text);
  return element;
}

/** A description with tags goes into CDATA, where people can still read it. */
export function hasMarkup(text: string): boolean {
  return text.includes('<');
}

function leaf(name: string, text: string, attributes: Readonly<Record<string, string>> = noAttributes, children: YmlElement[] = noChildren): YmlElement {
  return { name, attributes, text, children, tail: undefined, cdata: false, line: 0, column: 0 };
}
