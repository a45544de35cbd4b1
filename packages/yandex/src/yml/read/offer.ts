import type { YmlPosition } from '../errors.js';
import type { BilingualText } from '../language.js';
import { childText } from './element.js';
import type { YmlElement } from './element.js';

/** A defect of one offer that does not stop the reading. */
export interface OfferProblem {
  readonly code: 'offer-id-missing' | 'offer-misplaced' | 'category-unknown' | 'currency-unknown';
  readonly text: BilingualText;
  readonly offerId: string;
  readonly line: number;
  readonly column: number;
}

/** One `param` of an offer. */
export interface YmlParam {
  readonly name: string;
  readonly value: string;
  readonly unit: string | undefined;
}

/** Where an offer begins. */
export interface OfferPosition extends YmlPosition {
  /** Bytes from the start of the plain (unpacked) feed to `<offer`. */
  readonly offset: number;
}

/**
 * An offer as it stands in a feed: every attribute and element is kept, in file order, known to us or not.
 *
 * @example
 * for await (const offer of feed.offers) console.log(offer.id, offer.text('price'), offer.texts('picture'), offer.params);
 */
export class FeedOffer {
  readonly element: YmlElement;
  readonly position: OfferPosition;
  /** What the reader noticed; the checker (`checkYml`) looks closer. */
  readonly problems: readonly OfferProblem[];
  /** The attribute `id`, or '' where it is missing. */
  readonly id: string;

  constructor(element: YmlElement, offset: number, problems: readonly OfferProblem[]) {
    this.element = element;
    this.position = { line: element.line, column: element.column, offset };
    this.problems = problems;
    this.id = detached(element.attributes['id'] ?? '');
  }

  /** The attribute `type`; undefined is the simplified type. */
  get type(): string | undefined {
    return this.element.attributes['type'];
  }

  get attributes(): Readonly<Record<string, string>> {
    return this.element.attributes;
  }

  get elements(): readonly YmlElement[] {
    return this.element.children;
  }

  /** The trimmed text of the first element of that name. */
  text(name: string): string | undefined {
    return childText(this.element, name);
  }

  /** The trimmed texts of all elements of that name: pictures, barcodes. */
  texts(name: string): string[] {
    return this.element.children.filter((child) => child.name === name).map((child) => child.text.trim());
  }

  get params(): YmlParam[] {
    return this.element.children
      .filter((child) => child.name === 'param')
      .map((child) => ({ name: child.attributes['name'] ?? '', value: child.text.trim(), unit: child.attributes['unit'] }));
  }
}

/** A slice of a text keeps the whole text alive; ids are collected by the million, so they get a text of their own. */
export function detached(value: string): string {
  return value.length < 13 ? value : Buffer.from(value, 'utf8').toString('utf8');
}
