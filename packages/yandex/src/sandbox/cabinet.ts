import type { Clock } from '@occwo/core';

/** An offer as the sandbox keeps it: the fields that were sent last, merged. */
export interface StoredOffer {
  readonly fields: Readonly<Record<string, unknown>> & { readonly offerId: string; readonly marketCategoryId?: number };
  readonly updatedAt: string;
  /** When Market is done with the card, on the sandbox's clock. */
  readonly readyAt: number;
}

export interface StoredPrice {
  readonly value: number;
  readonly currencyId: string;
  readonly discountBase?: number;
  readonly minimumForBestseller?: number;
  readonly updatedAt: string;
}

export interface StoredStock {
  readonly count: number;
  readonly updatedAt: string;
}

/** A key of the cabinet: what it may do. */
export interface SandboxKey {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** All that one seller's cabinet holds. */
export interface Cabinet {
  readonly businessId: number;
  readonly campaignId: number;
  readonly warehouseId: number;
  readonly subscription: 'none' | 'medium';
  readonly keys: ReadonlyMap<string, SandboxKey>;
  readonly offers: Map<string, StoredOffer>;
  readonly prices: Map<string, StoredPrice>;
  /** By warehouse of the cabinet. The one shop's stock lies in the one warehouse. */
  readonly stocks: Map<number, Map<string, StoredStock>>;
}

/** `2026-03-01T10:00:00Z`, as answers state times. */
export const isoTime = (clock: Clock): string => new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');

/** The stocks of one warehouse, made when they are first asked for. */
export function stocksOf(cabinet: Cabinet, warehouseId: number): Map<string, StoredStock> {
  let stocks = cabinet.stocks.get(warehouseId);
  if (!stocks) cabinet.stocks.set(warehouseId, (stocks = new Map()));
  return stocks;
}
