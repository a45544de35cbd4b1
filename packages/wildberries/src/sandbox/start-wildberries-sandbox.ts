import { systemClock } from '@occwo/core';
import { startSandbox } from '@occwo/core/sandbox';
import type { Sandbox, SandboxOptions } from '@occwo/core/sandbox';
import { hosts } from '../generated/hosts.js';
import { limits } from '../generated/limits.js';
import { operations } from '../generated/operations.js';
import { schemas } from '../generated/schemas.js';
import { authenticate } from './authenticate.js';
import { contentHandlers } from './content-handlers.js';
import { directoryHandlers } from './directory-handlers.js';
import { priceHandlers } from './price-handlers.js';
import { contentError, gateway, limitReached, marketplaceError, pricesError } from './replies.js';
import { reportHandlers } from './report-handlers.js';
import { byOperation } from './route-handlers.js';
import { sandboxToken } from './sandbox-token.js';
import { SellerState } from './seller-state.js';
import { stockHandlers } from './stock-handlers.js';
import { tagHandlers } from './tag-handlers.js';
import { uploadHandlers } from './upload-handlers.js';
import { warehouseHandlers } from './warehouse-handlers.js';

/** A running sandbox of Wildberries. */
export interface WildberriesSandbox extends Sandbox {
  /** What `createWildberries` needs to be let in: a personal token with all categories. */
  readonly credentials: { readonly token: string };
}

/**
 * Starts a Wildberries on this machine: its hosts, tokens, limits and errors, with cards, prices and stocks that are kept
 * as long as it runs. Cards and price uploads take time (`taskMs`), as they do at Wildberries.
 *
 * @example
 * const sandbox = await startWildberriesSandbox();
 * const wildberries = createWildberries({ hosts: sandbox.hosts, ...sandbox.credentials });
 */
export async function startWildberriesSandbox(options: SandboxOptions = {}): Promise<WildberriesSandbox> {
  const { clock = systemClock, taskMs = 300, refuse = true } = options;
  const sellers = new Map<string, SellerState>();
  const stateOf = (account: string) => {
    let state = sellers.get(account);
    if (!state) sellers.set(account, (state = new SellerState(clock, taskMs)));
    return state;
  };
  const handlers = {
    ...directoryHandlers, ...contentHandlers, ...tagHandlers, ...priceHandlers, ...uploadHandlers, ...warehouseHandlers, ...stockHandlers, ...reportHandlers,
  };
  const sandbox = await startSandbox(
    {
      marketplace: 'wildberries',
      hosts: Object.keys(hosts),
      operations, limits, schemas,
      authenticate: (headers, operation) => authenticate(headers, operation, clock),
      handlers: byOperation(handlers, operations, (account, context) => ({ state: stateOf(account), context, refuse })),
      invalidRequest(issues, { host }) {
        const issue = issues[0];
        if (host === 'content-api') return contentError(400, 'Invalid request format', { [issue?.path ?? 'body']: issue?.rule ?? '' });
        if (host === 'discounts-prices-api') return pricesError('Invalid data format');
        if (host === 'marketplace-api') return marketplaceError(400, 'IncorrectRequest', 'Переданы некорректные данные');
        return gateway(400, 'Bad Request', `${issue?.path} ${issue?.rule}`);
      },
      limitReached,
      limitHeaders: ({ remaining }) => ({ 'X-Ratelimit-Remaining': String(remaining) }),
      notFound: () => gateway(404, 'path not found', 'Please consult the https://dev.wildberries.ru/openapi/api-information'),
    },
    options,
  );
  return { ...sandbox, credentials: { token: sandboxToken() } };
}
