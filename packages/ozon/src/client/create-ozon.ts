import type { ApiDefinition } from '@occwo/core';
import type { Client } from '@occwo/core/client';
import { createClient } from '@occwo/core/client';
import { sellerAccount, sellerAuthorization } from '../authorize/seller.js';
import { readFailure } from '../errors/read-failure.js';
import { hosts } from '../generated/seller/hosts.js';
import { limits } from '../generated/seller/limits.js';
import type { OzonMethods } from '../generated/seller/methods.js';
import { operations } from '../generated/seller/operations.js';
import { paging } from '../generated/seller/paging.js';
import type { OzonRoutes } from '../generated/seller/routes.js';
import { schemas } from '../generated/seller/schemas.js';
import { readFeedback } from '../limits/feedback.js';
import { cacheable } from './cacheable.js';
import type { OzonOptions } from './ozon-options.js';

/** Every operation of the Seller API: grouped methods, and `request` by route. */
export type OzonClient = Client<OzonMethods, OzonRoutes>;

/**
 * Makes a client of Ozon's Seller API. Credentials come from the options or from `OCCWO_OZON_CLIENT_ID` and
 * `OCCWO_OZON_API_KEY`; a missing one is told at the first call. One client serves one seller's account.
 *
 * @example
 * const ozon = createOzon();
 * const { result } = await ozon.request('POST /v3/product/list', { body: { filter: {}, limit: 100 } });
 */
export function createOzon(options: OzonOptions = {}): OzonClient {
  const definition: ApiDefinition = {
    marketplace: 'ozon',
    hosts, operations, limits, paging, schemas, cacheable, readFailure, readFeedback,
    account: () => sellerAccount(options),
    authorize: sellerAuthorization(options),
  };
  return createClient<OzonMethods, OzonRoutes>(definition, options);
}
