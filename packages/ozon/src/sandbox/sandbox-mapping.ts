import type { OzonMapping } from '../marketplace/mapping.js';
import { genericCategory, sandboxWarehouses } from './categories.js';

/**
 * A mapping that fits any catalogue to the sandbox: every category becomes its generic one, every warehouse its first,
 * and what the catalogue leaves out of weight and size is filled in. Of no use with the real Ozon.
 */
export function sandboxMapping(): OzonMapping {
  const [warehouse] = sandboxWarehouses;
  return {
    categories: {
      '*': { ...genericCategory, defaults: { weightG: 300, dimensions: { lengthMm: 200, widthMm: 150, heightMm: 50 } } },
    },
    warehouses: { '*': warehouse?.warehouseId ?? 0 },
  };
}
