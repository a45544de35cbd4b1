import { systemClock } from '@occwo/core';
import type { ApiDefinition } from '@occwo/core';
import { createClient } from '@occwo/core/client';
import type { Client, ClientOptions } from '@occwo/core/client';
import { checkAccess } from '../authorize/check-access.js';
import { tokenSource } from '../authorize/token-source.js';
import type { Credential, Token } from '../authorize/token-source.js';
import { readFailure } from '../errors/read-failure.js';
import type { WildberriesMethods } from '../generated/methods.js';
import type { WildberriesRoutes } from '../generated/routes.js';
import { limits } from '../generated/limits.js';
import { operations } from '../generated/operations.js';
import { paging } from '../generated/paging.js';
import { schemas } from '../generated/schemas.js';
import { readFeedback } from '../limits/read-feedback.js';
import { cacheable } from './cacheable.js';
import { hostsOf } from './hosts.js';
import type { Environment } from './hosts.js';

/** Options of {@link createWildberries}: the token, and what every client takes. */
export interface WildberriesOptions extends ClientOptions {
  /** API token of the seller, or a function that gives it at each call. Default: the variable OCCWO_WILDBERRIES_TOKEN. */
  readonly token?: Credential;
  /** Wildberries' own sandbox has hosts of its own and wants a test token. Default: `production`. */
  readonly environment?: Environment;
}

/** The client of the Wildberries seller API: grouped, typed methods, and `request` for every route. */
export type WildberriesClient = Client<WildberriesMethods, WildberriesRoutes>;

/**
 * Makes a client of the Wildberries seller API. The token is read at the first call, not here; a call that the token does not
 * allow (category, type, read-only, expired) is refused before it leaves.
 *
 * @example
 * const wildberries = createWildberries({ token: () => vault.read('wildberries') });
 * const cards = await wildberries.request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 100 } } } });
 */
export function createWildberries(options: WildberriesOptions = {}): WildberriesClient {
  const { token, environment = 'production', ...clientOptions } = options;
  return createClient<WildberriesMethods, WildberriesRoutes>(definitionOf(token, environment, clientOptions), clientOptions);
}

function definitionOf(credential: Credential | undefined, environment: Environment, { clock = systemClock, hosts }: ClientOptions): ApiDefinition {
  const token = tokenSource(credential);
  const production = environment === 'production' && hosts === undefined;
  return {
    marketplace: 'wildberries',
    hosts: hostsOf(environment),
    operations, limits, paging, schemas, cacheable,
    account: async () => (await token()).account,
    async authorize(operation) {
      const { text, info } = await token();
      checkAccess(info, operation, { now: clock.now(), production });
      // WB Digital is the one host that takes the token as Bearer only.
      return { Authorization: operation.host === 'devapi-digital' ? `Bearer ${text}` : text };
    },
    readFailure,
    readFeedback,
    tier: async () => tierOf(await token()),
  };
}

/** Personal, service and base-with-secret tokens share one table of limits, base tokens have one of their own. */
function tierOf({ info }: Token): string | undefined {
  return info?.type;
}
