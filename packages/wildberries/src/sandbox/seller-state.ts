import type { Clock } from '@occwo/core';
import type { Card } from '../marketplace/card.js';
import type { ErrorBatch } from '../marketplace/content-calls.js';
import type { Good, PricedGood } from '../marketplace/price-calls.js';

export interface SandboxCard extends Card {
  readonly imtID: number;
  readonly nmUUID: string;
  readonly subjectName: string;
  readonly createdAt: string;
  readonly trashedAt?: string;
  readonly tags?: readonly SandboxTag[];
}

export interface PriceUpload {
  readonly id: number;
  /** The request, to know an identical one by. */
  readonly text: string;
  readonly dueAt: number;
  readonly goods: readonly Good[];
  /** Undefined until it has been worked off. */
  results?: readonly (PricedGood & Good)[];
}

export interface SandboxWarehouse {
  readonly id: number;
  readonly name: string;
  readonly officeId: number;
  readonly cargoType: 1 | 2 | 3;
  readonly deliveryType: 1 | 2 | 3 | 5 | 6;
  readonly isDeleting: boolean;
  readonly isProcessing: boolean;
}

export interface SandboxTag {
  readonly id: number;
  readonly name: string;
  readonly color: string;
}

export interface SandboxReport {
  readonly id: string;
  readonly name: string;
  readonly done: boolean;
  readonly createdAt: string;
}

interface Task {
  readonly dueAt: number;
  readonly run: () => void;
}

/** What one seller has in the sandbox. Work that takes time is done when its time has come and somebody looks. */
export class SellerState {
  /** By article, in the order of their last change. */
  readonly cards = new Map<string, SandboxCard>();
  /** Article by barcode. */
  readonly barcodes = new Map<string, string>();
  readonly trash = new Map<string, SandboxCard>();
  readonly errors: ErrorBatch[] = [];
  readonly prices = new Map<number, Good>();
  readonly uploads: PriceUpload[] = [];
  /** Pieces by `warehouse:size`. */
  readonly stocks = new Map<string, number>();
  readonly warehouses = new Map<number, SandboxWarehouse>();
  readonly tags = new Map<number, SandboxTag>();
  readonly reports = new Map<string, SandboxReport>();
  /** Goods whose new price was held back, with the price that was asked for. */
  readonly quarantine = new Map<number, Good>();
  readonly #articles = new Map<number, string>();
  readonly #sizes = new Set<number>();
  #tasks: Task[] = [];
  #lastId = 100_000_000;
  #lastMicroseconds = 0;

  constructor(private readonly clock: Clock, readonly taskMs: number) {
    this.addWarehouse('Основной склад', 15);
  }

  nextId(): number {
    return (this.#lastId += 1);
  }

  /** A UUID that is the same in every run with the same requests. */
  nextUuid(): string {
    return `00000000-0000-4000-8000-${String(this.nextId()).padStart(12, '0')}`;
  }

  addWarehouse(name: string, officeId: number): SandboxWarehouse {
    const warehouse: SandboxWarehouse = { id: this.nextId(), name, officeId, cargoType: 1, deliveryType: 1, isDeleting: false, isProcessing: false };
    this.warehouses.set(warehouse.id, warehouse);
    return warehouse;
  }

  /** Now, to the microsecond and never twice the same, so that a cursor by time is exact. */
  stamp(): string {
    this.#lastMicroseconds = Math.max(this.#lastMicroseconds + 1, this.clock.now() * 1000);
    const whole = new Date(Math.floor(this.#lastMicroseconds / 1000)).toISOString().slice(0, -1);
    return `${whole}${String(this.#lastMicroseconds % 1000).padStart(3, '0')}Z`;
  }

  /** Does something when a task's time has passed. */
  later(run: () => void): number {
    const dueAt = this.clock.monotonic() + this.taskMs;
    this.#tasks.push({ dueAt, run });
    return dueAt;
  }

  /** Does what is due. To be called before anything is read. */
  settle(): void {
    const now = this.clock.monotonic();
    const due = this.#tasks.filter(({ dueAt }) => dueAt <= now);
    this.#tasks = this.#tasks.filter(({ dueAt }) => dueAt > now);
    for (const { run } of due) run();
  }

  card(nmID: number): SandboxCard | undefined {
    return this.cards.get(this.#articles.get(nmID) ?? '');
  }

  /** Makes or changes a card; it moves to the end of the list with a new time of change. */
  putCard(card: Omit<SandboxCard, 'updatedAt'>): SandboxCard {
    const stamped = { ...card, updatedAt: this.stamp() };
    this.cards.delete(card.vendorCode);
    this.cards.set(card.vendorCode, stamped);
    this.#articles.set(card.nmID, card.vendorCode);
    for (const { skus = [] } of card.sizes) for (const barcode of skus) this.barcodes.set(barcode, card.vendorCode);
    return stamped;
  }

  /** Whether one of the sizes on sale has this id. */
  hasSize(chrtID: number): boolean {
    return this.#sizes.has(chrtID);
  }

  newSize(): number {
    const id = this.nextId();
    this.#sizes.add(id);
    return id;
  }
}
