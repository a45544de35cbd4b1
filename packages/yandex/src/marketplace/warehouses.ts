import { OccwoError } from '@occwo/core';
import type { YandexMapping, YandexWarehouse } from './mapping.js';

/** Where stocks go: a shop (`undefined` is the client's own), or a warehouse of the cabinet. */
export type StockTarget =
  | { readonly kind: 'campaign'; readonly campaignId: number | undefined }
  | { readonly kind: 'warehouse'; readonly warehouseId: number };

export const mainWarehouse = 'main';

function targetOf(warehouse: YandexWarehouse): StockTarget {
  if (typeof warehouse === 'number') return { kind: 'campaign', campaignId: warehouse };
  return 'campaignId' in warehouse ? { kind: 'campaign', campaignId: warehouse.campaignId } : { kind: 'warehouse', warehouseId: warehouse.warehouseId };
}

/**
 * The targets of a mapping, by the seller's own warehouse. Throws an `OccwoError` (code `config`) when two of them go to one target: the
 * second would overwrite the first, silently.
 */
export function stockTargets(warehouses: YandexMapping['warehouses']): (warehouse: string) => StockTarget | undefined {
  const targets = new Map(Object.entries(warehouses ?? {}).map(([name, warehouse]) => [name, targetOf(warehouse)] as const));
  const seen = new Map<string, string>();
  for (const [name, target] of targets) {
    const key = JSON.stringify(target);
    const other = seen.get(key);
    if (other !== undefined) {
      throw new OccwoError(`yandex.warehouses: "${other}" and "${name}" go to the same place, so one would overwrite the other`, {
        code: 'config', hint: 'give each of your warehouses a shop or warehouse of its own, or add their stocks up',
      });
    }
    seen.set(key, name);
  }
  return (warehouse) => targets.get(warehouse) ?? (warehouse === mainWarehouse ? { kind: 'campaign', campaignId: undefined } : undefined);
}
