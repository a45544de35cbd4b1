import { YmlError } from '../errors.js';
import type { Offer, OzonOffer } from '../offer/offer.js';
import type { OfferParam } from '../offer/parts.js';
import type { YmlElement } from '../read/element.js';
import { complexFields } from './complex-fields.js';
import { cdataSection, escapeAttribute, escapeText } from './escape.js';
import { hasMarkup, offerElement } from './offer-element.js';
import { attributeRows, fieldRows, offerTypes } from './offer-table.js';
import type { FieldRow } from './offer-table.js';
import { renderElement } from './render.js';
import { scalarText } from './scalar.js';

/** Renders one offer, without a line break. */
export type OfferWriter = (offer: Offer | OzonOffer) => string;

/** What the generated code calls. */
const helpers = { text, attribute, params, texts, description, complex };

type Generated = (offer: unknown, helpers: unknown) => string;

/**
 * Makes the writer of typed offers: for each offer type one straight function, generated from the table of fields. Millions of
 * offers pass here, and xmlbuilder2 makes 2 to 26 thousand offers a second. Where the process forbids code generation, the
 * same table is walked instead.
 */
export function compileOfferWriter(): OfferWriter {
  const writers = new Map<string | undefined, Generated>();
  try {
    for (const type of [undefined, ...offerTypes]) writers.set(type, generate(type));
  } catch (error) {
    if (error instanceof EvalError) return (offer) => renderElement(offerElement(offer));
    throw error;
  }
  return (offer) => {
    const write = writers.get(offer.type);
    if (write === undefined) throw new YmlError('bad-input', { field: 'type', reason: `"${String(offer.type)}" is no offer type` });
    return write(offer, helpers);
  };
}

function generate(type: string | undefined): Generated {
  const lines = ['let value; let out = "<offer id=\\"" + helpers.attribute(offer.id, "id") + "\\"";'];
  for (const [key, name] of attributeRows) {
    lines.push(given(key, `value !== null`, `out += ' ${name}="' + helpers.attribute(value, "${key}") + '"';`));
  }
  lines.push('const head = out + "/>"; out += ">"; const empty = out.length;');
  for (const row of fieldRows(type)) lines.push(given(row.key, `value !== null && value !== ''`, statement(row)));
  lines.push('return out.length === empty ? head : out + "</offer>";');
  return new Function('offer', 'helpers', lines.join('\n')) as Generated;
}

function given(key: string, condition: string, then: string): string {
  return `value = offer.${key}; if (value !== undefined && ${condition}) { ${then} }`;
}

function statement({ key, element, kind }: FieldRow): string {
  switch (kind) {
    case 'text':
      return `out += "<${element}>" + helpers.text(value, "${key}") + "</${element}>";`;
    case 'price':
      return `out += (offer.priceFrom === true ? '<price from="true">' : "<price>") + helpers.text(value, "price") + "</price>";`;
    case 'empty':
      return `if (value === true) out += "<${element}/>";`;
    case 'texts':
      return `out += helpers.texts(value, "<${element}>", "</${element}>", "${element}");`;
    case 'description':
      return `out += helpers.description(value);`;
    case 'params':
      return `out += helpers.params(value);`;
    case 'complex':
      return `out += helpers.complex(value, "${key}");`;
  }
}

function text(value: unknown, field: string): string {
  return typeof value === 'string' ? escapeText(value) : scalarText(value, field);
}

function attribute(value: unknown, field: string): string {
  return typeof value === 'string' ? escapeAttribute(value) : scalarText(value, field);
}

function texts(values: readonly unknown[], open: string, close: string, field: string): string {
  let out = '';
  for (const value of values) if (value !== '') out += open + text(value, field) + close;
  return out;
}

function description(value: unknown): string {
  const whole = scalarText(value, 'description');
  return `<description>${hasMarkup(whole) ? cdataSection(whole) : escapeText(whole)}</description>`;
}

function params(values: readonly OfferParam[]): string {
  let out = '';
  for (const { name, value, unit } of values) {
    if (value === '') continue;
    out += `<param name="${escapeAttribute(name)}"`;
    out += unit === undefined ? '>' : ` unit="${escapeAttribute(unit)}">`;
    out += `${text(value, `param ${name}`)}</param>`;
  }
  return out;
}

function complex(value: unknown, key: string): string {
  let out = '';
  for (const element of (complexFields[key] as (value: unknown) => YmlElement[])(value)) out += renderElement(element);
  return out;
}
