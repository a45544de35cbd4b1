import type { Reason } from '@occwo/core';
import type { OzonCalls } from './calls.js';
import type { OzonMapping } from './mapping.js';
import type { Warehouse } from './wire.js';

/** Ozon's warehouse for one of the seller's, or why there is none. */
export type FoundWarehouse = { readonly id: number } | { readonly reason: Reason };

/**
 * Finds warehouses by the mapping; where it names none at all, by the account, if that has exactly one. The account is
 * asked once.
 */
export function warehouseFinder(calls: Pick<OzonCalls, 'warehouses'>, { warehouses }: OzonMapping): (name: string) => Promise<FoundWarehouse> {
  let asked: Promise<readonly Warehouse[]> | undefined;
  const ask = () => {
    asked ??= calls.warehouses();
    asked.catch(() => (asked = undefined));
    return asked;
  };

  return async (name) => {
    const mapped = warehouses?.[name] ?? warehouses?.['*'];
    if (mapped !== undefined) return { id: Number(mapped) };
    if (warehouses) return { reason: missing(name, `the mapping names: ${Object.keys(warehouses).join(', ')}`) };
    const found = await ask();
    const [only] = found;
    if (only && found.length === 1) return { id: only.id };
    return { reason: missing(name, `the account has: ${found.map((one) => `${one.id} (${one.name})`).join(', ') || 'none'}`) };
  };
}

function missing(name: string, there: string): Reason {
  return {
    code: 'occwo.warehouse-missing',
    message: `the warehouse "${name}" is not mapped to a warehouse of Ozon; nothing was sent`,
    field: 'warehouse',
    hint: `add warehouses['${name}'] with a warehouse_id to the mapping of ozon; ${there}`,
  };
}
