import { IdTable } from '../check/id-table.js';
import type { YmlEncoding } from '../encoding.js';
import type { FeedOffer } from '../read/offer.js';
import { readYml } from '../read/read-yml.js';
import type { ReadYmlOptions } from '../read/read-yml.js';
import type { YmlSource } from '../read/source.js';

/** What a feed holds, in numbers. */
export interface YmlStats {
  readonly encoding: YmlEncoding;
  readonly date: string | undefined;
  readonly shop: string | undefined;
  readonly offers: number;
  /** Offers with `available="false"`. */
  readonly unavailable: number;
  /** Number of offers by type; `simplified` is the type without a name. */
  readonly types: Readonly<Record<string, number>>;
  /** Declared categories, and how many have offers of their own. */
  readonly categories: number;
  readonly usedCategories: number;
  readonly vendors: number;
  readonly pictures: number;
  readonly params: number;
  /** How many offers have each element, the commonest first. */
  readonly elements: Readonly<Record<string, number>>;
  /** Prices by currency. */
  readonly prices: Readonly<Record<string, PriceRange>>;
  readonly promos: number;
}

export interface PriceRange {
  readonly offers: number;
  readonly lowest: number;
  readonly highest: number;
  readonly mean: number;
}

/**
 * Counts what a feed holds, in flat memory.
 *
 * @example
 * const { offers, prices } = await ymlStats('feed.xml.gz');
 */
export async function ymlStats(source: YmlSource, options: ReadYmlOptions = {}): Promise<YmlStats> {
  const feed = await readYml(source, options);
  const counter = new Counter();
  for await (const offer of feed.offers) counter.add(offer);
  const { date, name, categories, promos } = feed.shop;
  return { encoding: feed.encoding, date, shop: name, ...counter.result(), categories: categories.size, promos: promos.length };
}

class Counter {
  #offers = 0;
  #unavailable = 0;
  #pictures = 0;
  #params = 0;
  readonly #types = new Map<string, number>();
  readonly #elements = new Map<string, number>();
  readonly #categories = new IdTable();
  readonly #vendors = new IdTable();
  readonly #prices = new Map<string, { offers: number; lowest: number; highest: number; sum: number }>();

  add(offer: FeedOffer): void {
    this.#offers += 1;
    if (offer.attributes['available'] === 'false') this.#unavailable += 1;
    increase(this.#types, offer.type ?? 'simplified');
    const seen = new Set<string>();
    for (const { name } of offer.elements) {
      if (name === 'picture') this.#pictures += 1;
      if (name === 'param') this.#params += 1;
      if (seen.has(name)) continue;
      seen.add(name);
      increase(this.#elements, name);
    }
    const category = offer.text('categoryId') ?? '';
    if (category !== '') this.#categories.add(category, 0);
    const vendor = offer.text('vendor') ?? '';
    if (vendor !== '') this.#vendors.add(vendor, 0);
    this.#addPrice(offer);
  }

  result(): Omit<YmlStats, 'encoding' | 'date' | 'shop' | 'categories' | 'promos'> {
    const prices = [...this.#prices].map(([currency, { offers, lowest, highest, sum }]) => [currency, { offers, lowest, highest, mean: sum / offers }] as const);
    return {
      offers: this.#offers,
      unavailable: this.#unavailable,
      types: byCount(this.#types),
      usedCategories: this.#categories.size,
      vendors: this.#vendors.size,
      pictures: this.#pictures,
      params: this.#params,
      elements: byCount(this.#elements),
      prices: Object.fromEntries(prices),
    };
  }

  #addPrice(offer: FeedOffer): void {
    const price = Number(offer.text('price') || Number.NaN);
    if (Number.isNaN(price)) return;
    const currency = offer.text('currencyId') ?? '';
    const range = this.#prices.get(currency) ?? { offers: 0, lowest: price, highest: price, sum: 0 };
    range.offers += 1;
    range.sum += price;
    range.lowest = Math.min(range.lowest, price);
    range.highest = Math.max(range.highest, price);
    this.#prices.set(currency, range);
  }
}

/** Hostile feeds may name a million elements; the commonest tell enough. */
const mostNames = 10_000;

function increase(counts: Map<string, number>, name: string): void {
  if (counts.size < mostNames || counts.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
}

function byCount(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort((one, other) => other[1] - one[1]));
}
