import type { YmlPosition } from '../errors.js';
import type { YmlElement } from './element.js';

export interface FeedCurrency extends YmlPosition {
  readonly id: string;
  /** A number, or the bank whose rate is taken: CBRF, NBU, NBK, CB. */
  readonly rate: string | undefined;
  readonly plus: string | undefined;
}

export interface FeedCategory extends YmlPosition {
  readonly id: string;
  readonly name: string;
  /** Undefined for a root; a feed may also write 0. */
  readonly parentId: string | undefined;
}

/** What stands around the offers. Parts that follow the offers in the file are there once all offers were read. */
export interface FeedShop {
  /** The attribute `date` of `yml_catalog`, as written. */
  readonly date: string | undefined;
  readonly name: string | undefined;
  readonly company: string | undefined;
  readonly url: string | undefined;
  readonly currencies: readonly FeedCurrency[];
  /** By id, in file order. */
  readonly categories: ReadonlyMap<string, FeedCategory>;
  /** All direct parts of `shop` but the lists: name, company, delivery-options, custom ones. */
  readonly elements: readonly YmlElement[];
  readonly promos: readonly YmlElement[];
  readonly gifts: readonly YmlElement[];
  /** Items of other lists that `shop` may have, by the list's name (`sets`, `collections`). */
  readonly otherLists: ReadonlyMap<string, readonly YmlElement[]>;
}

/** Gathers the envelope while a feed is read. */
export class ShopBuilder implements FeedShop {
  date: string | undefined;
  readonly currencies: FeedCurrency[] = [];
  readonly categories = new Map<string, FeedCategory>();
  readonly elements: YmlElement[] = [];
  readonly promos: YmlElement[] = [];
  readonly gifts: YmlElement[] = [];
  readonly otherLists = new Map<string, YmlElement[]>();

  get name(): string | undefined {
    return this.#text('name');
  }

  get company(): string | undefined {
    return this.#text('company');
  }

  get url(): string | undefined {
    return this.#text('url');
  }

  add(element: YmlElement, container: string): void {
    if (container === '') this.elements.push(element);
    else if (container === 'currencies') this.currencies.push(toCurrency(element));
    else if (container === 'categories') this.#addCategory(element);
    else if (container === 'promos') this.promos.push(element);
    else if (container === 'gifts') this.gifts.push(element);
    else {
      const list = this.otherLists.get(container);
      if (list === undefined) this.otherLists.set(container, [element]);
      else list.push(element);
    }
  }

  /** RUR and RUB are the same. */
  hasCurrency(id: string): boolean {
    const wanted = canonicalCurrency(id);
    return this.currencies.some((currency) => canonicalCurrency(currency.id) === wanted);
  }

  #addCategory(element: YmlElement): void {
    const id = (element.attributes['id'] ?? '').trim();
    const parentId = element.attributes['parentId']?.trim();
    const { line, column } = element;
    if (!this.categories.has(id)) this.categories.set(id, { id, name: element.text.trim(), parentId: parentId === '' ? undefined : parentId, line, column });
  }

  #text(name: string): string | undefined {
    const element = this.elements.find((candidate) => candidate.name === name);
    return element?.text.trim();
  }
}

function toCurrency(element: YmlElement): FeedCurrency {
  const { id = '', rate, plus } = element.attributes;
  return { id: id.trim(), rate, plus, line: element.line, column: element.column };
}

/** RUR is the old name of RUB; receivers take both for one. */
export function canonicalCurrency(id: string): string {
  return id === 'RUR' ? 'RUB' : id;
}
