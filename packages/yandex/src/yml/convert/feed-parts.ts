import type { FeedShop } from '../read/shop.js';
import { ymlElement } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import type { EnvelopeParts } from '../write/envelope.js';

const head = new Set(['name', 'company', 'phone', 'url', 'platform', 'version', 'agency', 'email']);

/** The envelope of a read feed, ready to be written again. Promos are looked up when they are written: they may come last. */
export function feedParts(shop: FeedShop, date: string): EnvelopeParts {
  return {
    date,
    head: shop.elements.filter((element) => head.has(element.name)),
    currencies: shop.currencies.map(({ id, rate, plus }) => ymlElement('currency', '', present({ id, rate, plus }))),
    categories: [...shop.categories.values()].map(({ id, name, parentId }) => ymlElement('category', name, present({ id, parentId }))),
    rest: shop.elements.filter((element) => !head.has(element.name)),
    get gifts(): readonly YmlElement[] {
      return shop.gifts;
    },
    get promos(): readonly YmlElement[] {
      return shop.promos;
    },
    otherLists: shop.otherLists,
  };
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** How much of an envelope is known: grows when parts stand behind the offers. */
export function envelopeSize(shop: FeedShop): number {
  return shop.elements.length + shop.currencies.length + shop.categories.size + shop.otherLists.size;
}
