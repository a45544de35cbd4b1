import type { YmlProfile } from '../profiles.js';
import { ymlElement } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import { FeedOffer } from '../read/offer.js';
import type { EnvelopeParts } from '../write/envelope.js';

/** All that Ozon's dialect knows of an offer. */
const ozonElements = new Set(['price', 'oldprice', 'min_price', 'outlets']);

/** State of used goods: the price list's words and the later ones. */
const laterConditions: Readonly<Record<string, string>> = { likenew: 'showcasesample', used: 'preowned' };
const earlierConditions: Readonly<Record<string, string>> = { preowned: 'used', showcasesample: 'likenew', reduction: 'likenew' };

/** Leaves out what the receiver does not know. */
export function adaptShop(parts: EnvelopeParts, profile: YmlProfile): EnvelopeParts {
  if (profile !== 'ozon') return parts;
  return { date: parts.date, head: [], currencies: [], categories: [], rest: [], gifts: [], promos: [] };
}

/** An offer in the words of the receiver; elements of other receivers are kept, for a feed serves many. */
export function adaptOffer(offer: FeedOffer, profile: YmlProfile): FeedOffer {
  if (profile === 'ozon') return withChildren(offer, ozonChildren(offer.element));
  const words = profile === 'seller' || profile === 'search' ? laterConditions : profile === 'market' ? earlierConditions : undefined;
  const condition = offer.element.children.find((child) => child.name === 'condition');
  const type = condition?.attributes['type'] ?? '';
  const word = words !== undefined && Object.hasOwn(words, type) ? words[type] : undefined;
  if (condition === undefined || word === undefined) return offer;
  const changed = { ...condition, attributes: { ...condition.attributes, type: word } };
  return withChildren(offer, offer.element.children.map((child) => (child === condition ? changed : child)));
}

/** Stock as `outlets`: Market's `count` becomes the stock of one outlet. */
function ozonChildren(offer: YmlElement): YmlElement[] {
  const kept = offer.children.filter((child) => ozonElements.has(child.name));
  const count = offer.children.find((child) => child.name === 'count');
  if (count === undefined || kept.some((child) => child.name === 'outlets')) return kept;
  return [...kept, ymlElement('outlets', '', {}, [ymlElement('outlet', '', { instock: count.text.trim() })])];
}

function withChildren(offer: FeedOffer, children: YmlElement[]): FeedOffer {
  return new FeedOffer({ ...offer.element, children }, offer.position.offset, offer.problems);
}
