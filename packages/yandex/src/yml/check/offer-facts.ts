import type { YmlElement } from '../read/element.js';

/** What one offer holds, gathered in one walk over its elements; the same object serves all offers. */
export class OfferFacts {
  offer!: YmlElement;
  type = '';
  /** First element of each name that is asked for later, and its trimmed text. */
  readonly first = new Map<string, YmlElement>();
  pictures = 0;
  price = Number.NaN;
  oldPrice: YmlElement | undefined;
  delivery = '';
  pickup = '';

  start(offer: YmlElement): void {
    this.offer = offer;
    this.type = offer.attributes['type'] ?? '';
    this.first.clear();
    this.pictures = 0;
    this.price = Number.NaN;
    this.oldPrice = undefined;
    this.delivery = '';
    this.pickup = '';
  }

  /** Whether there is an element of that name with something in it. */
  has(name: string): boolean {
    const element = this.first.get(name);
    return element !== undefined && (element.children.length > 0 || element.text.trim() !== '');
  }

  text(name: string): string {
    return this.first.get(name)?.text.trim() ?? '';
  }
}
