import type { YmlElement } from '../read/element.js';

/**
 * What one offer holds, gathered in one walk over its elements. The same object serves all offers, and the first elements stand
 * in numbered slots: a map that is cleared for every offer costs more than all rules together.
 */
export class OfferFacts {
  offer!: YmlElement;
  type = '';
  pictures = 0;
  price = Number.NaN;
  oldPrice: YmlElement | undefined;
  delivery = '';
  pickup = '';
  readonly #slots: ReadonlyMap<string, { readonly slot: number }>;
  readonly #first: (YmlElement | undefined)[];

  constructor(slots: ReadonlyMap<string, { readonly slot: number }>) {
    this.#slots = slots;
    this.#first = new Array<YmlElement | undefined>(slots.size).fill(undefined);
  }

  start(offer: YmlElement): void {
    this.offer = offer;
    this.type = offer.attributes['type'] ?? '';
    this.pictures = 0;
    this.price = Number.NaN;
    this.oldPrice = undefined;
    this.delivery = '';
    this.pickup = '';
    this.#first.fill(undefined);
  }

  /** Notes the first element of a slot. Says whether it is the first. */
  note(slot: number, element: YmlElement): boolean {
    if (this.#first[slot] !== undefined) return false;
    this.#first[slot] = element;
    return true;
  }

  /** The first element of that name. */
  first(name: string): YmlElement | undefined {
    const rule = this.#slots.get(name);
    return rule === undefined ? undefined : this.#first[rule.slot];
  }

  /** Whether there is an element of that name with something in it. */
  has(name: string): boolean {
    const element = this.first(name);
    return element !== undefined && (element.children.length > 0 || element.text.trim() !== '');
  }

  text(name: string): string {
    return this.first(name)?.text.trim() ?? '';
  }
}
