import type { YandexClient } from '../client/yandex-client.js';
import type { CategoryParameter } from './parameters.js';

/** Gives the parameters of a category. */
export type ReadParameters = (marketCategoryId: number) => Promise<readonly CategoryParameter[]>;

/** Reads each category once: the method takes 100 calls a minute, and a list may hold thousands of values. */
export function categoryParameters(client: YandexClient): ReadParameters {
  const read = new Map<number, Promise<readonly CategoryParameter[]>>();
  return (marketCategoryId) => {
    const known = read.get(marketCategoryId);
    if (known) return known;
    const asked = client
      .request('POST /v2/category/{categoryId}/parameters', { path: { categoryId: marketCategoryId } })
      .then((reply) => reply.result?.parameters ?? []);
    read.set(marketCategoryId, asked);
    // A failure is not remembered: the next product asks again.
    asked.catch(() => read.delete(marketCategoryId));
    return asked;
  };
}
