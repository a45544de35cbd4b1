import type { Reason } from '@occwo/core';
import type { WildberriesMapping } from './mapping.js';
import { localReason } from './reasons.js';
import type { SellerWarehouse } from './stock-calls.js';

/** The id of a warehouse by its name in the catalogue, or why there is none. */
export type WarehouseFinder = (name: string) => Promise<number | Reason>;

/** By the mapping; without one, `main` is the seller's only warehouse, where there is only one. */
export function warehouseFinder(mapping: WildberriesMapping, list: () => Promise<readonly SellerWarehouse[]>): WarehouseFinder {
  let listed: Promise<readonly SellerWarehouse[]> | undefined;
  return async (name) => {
    const mapped = mapping.warehouses?.[name];
    if (mapped !== undefined) return mapped;
    if (mapping.warehouses) return unmapped(name, `the mapping has ${Object.keys(mapping.warehouses).join(', ') || 'none'}`);
    listed ??= list();
    const usable = (await listed).filter(({ isDeleting }) => !isDeleting);
    const [only] = usable;
    if (name === 'main' && usable.length === 1 && only) return only.id;
    return unmapped(name, usable.length === 0 ? 'the seller has no warehouse' : `the seller has ${usable.map((each) => `${each.name} (${each.id})`).join(', ')}`);
  };
}

const unmapped = (name: string, known: string): Reason =>
  localReason('warehouse-missing', `warehouse "${name}" has no id of Wildberries; ${known}`, 'warehouse', `add wildberries.warehouses["${name}"]: <id> to the configuration`);
