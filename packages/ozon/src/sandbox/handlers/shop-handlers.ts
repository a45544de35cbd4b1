import { accountHandlers } from './account.js';
import { directoryHandlers } from './directory.js';
import { importHandlers } from './imports.js';
import { jobHandlers } from './jobs.js';
import { priceHandlers } from './prices.js';
import { readHandlers } from './reads.js';
import type { RouteHandlers, ShopContext } from './shop-context.js';
import { stockHandlers } from './stocks.js';

/** Everything that the sandbox's shop answers, by route. */
export function shopHandlers(context: ShopContext): RouteHandlers {
  return {
    ...jobHandlers(context),
    ...importHandlers(context), ...priceHandlers(context), ...stockHandlers(context),
    ...directoryHandlers(context), ...readHandlers(context), ...accountHandlers(context),
  };
}
