import type { YandexMapping } from '../marketplace/mapping.js';
import { genericCategoryId } from './categories.js';

/**
 * A mapping that lets any catalogue be tried out against the sandbox: every category goes to the one that takes anything, with a parcel
 * of ordinary size where the catalogue states none.
 */
export function sandboxMapping(): YandexMapping {
  return {
    categories: { '*': { marketCategoryId: genericCategoryId } },
    defaults: { weightG: 500, dimensions: { lengthMm: 200, widthMm: 150, heightMm: 50 } },
  };
}
