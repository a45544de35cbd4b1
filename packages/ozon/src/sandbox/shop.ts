import type { ImportItem, ImportStatus } from '../marketplace/wire.js';

/** A card of the sandbox's shop. */
export interface ShopCard {
  readonly offerId: string;
  readonly productId: number;
  /** Ozon's SKU. */
  readonly sku: number;
  item: ImportItem;
  readonly createdAt: number;
  updatedAt: number;
  price: string;
  oldPrice: string;
  minPrice: string;
  archived: boolean;
  /** Pieces by warehouse id. */
  readonly stocks: Map<number, number>;
  /** When the price was changed within the last hour, monotonic. */
  readonly priceChanges: number[];
  /** When the stock of a warehouse was changed last, monotonic. */
  readonly stockChanges: Map<number, number>;
}

/** An import under way: its outcome is decided, and shows when the time has come. */
export interface ShopTask {
  readonly id: number;
  readonly offerIds: readonly string[];
  readonly doneAt: number;
  /** Applies the cards and gives the results; called once. */
  readonly finish: () => readonly ImportStatus[];
  results?: readonly ImportStatus[];
}

/** The state of the one shop of a sandbox. */
export class Shop {
  readonly cards = new Map<string, ShopCard>();
  readonly tasks = new Map<number, ShopTask>();
  #nextTask = 3_000_000_001;
  #nextProduct = 1_200_000_001;
  #nextSku = 1_600_000_001;

  addTask(task: Omit<ShopTask, 'id'>): ShopTask {
    const added = { ...task, id: this.#nextTask++ };
    this.tasks.set(added.id, added);
    return added;
  }

  /** Finishes every task whose time has come. Called before each answer, so that nothing runs by itself. */
  settle(now: number): void {
    for (const task of this.tasks.values()) {
      if (!task.results && task.doneAt <= now) task.results = task.finish();
    }
  }

  /** Creates or overwrites a card, as an import does. */
  put(item: ImportItem, now: number): ShopCard {
    const card = this.cards.get(item.offer_id) ?? this.#create(item, now);
    Object.assign(card, { item, updatedAt: now, price: item.price, oldPrice: item.old_price ?? '0' });
    return card;
  }

  #create(item: ImportItem, now: number): ShopCard {
    const card: ShopCard = {
      offerId: item.offer_id, productId: this.#nextProduct++, sku: this.#nextSku++, item, createdAt: now, updatedAt: now,
      price: item.price, oldPrice: '0', minPrice: '0', archived: false, stocks: new Map(), priceChanges: [], stockChanges: new Map(),
    };
    this.cards.set(item.offer_id, card);
    return card;
  }

  byProductId(productId: number): ShopCard | undefined {
    for (const card of this.cards.values()) if (card.productId === productId) return card;
    return undefined;
  }

  /** The card that a request names by `offer_id` or, where that is missing, by `product_id`. */
  find(named: { readonly offer_id?: string; readonly product_id?: number }): ShopCard | undefined {
    if (named.offer_id !== undefined) return this.cards.get(named.offer_id);
    return named.product_id === undefined ? undefined : this.byProductId(Number(named.product_id));
  }
}
