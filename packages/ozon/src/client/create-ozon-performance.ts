import type { ApiDefinition } from '@occwo/core';
import { systemClock } from '@occwo/core';
import type { Client } from '@occwo/core/client';
import { createClient } from '@occwo/core/client';
import { readCredential } from '../authorize/credential.js';
import type { TokenReply, TokenStore } from '../authorize/performance-token.js';
import { tokenStore } from '../authorize/performance-token.js';
import { readFailure } from '../errors/read-failure.js';
import { hosts } from '../generated/performance/hosts.js';
import { limits } from '../generated/performance/limits.js';
import type { PerformanceMethods } from '../generated/performance/methods.js';
import { operations } from '../generated/performance/operations.js';
import { paging } from '../generated/performance/paging.js';
import type { PerformanceRoutes } from '../generated/performance/routes.js';
import { schemas } from '../generated/performance/schemas.js';
import { readFeedback } from '../limits/feedback.js';
import type { OzonPerformanceOptions } from './ozon-options.js';

/** Every operation of the Performance API: grouped methods, and `request` by route. */
export type OzonPerformanceClient = Client<PerformanceMethods, PerformanceRoutes>;

const clientIdSource = { option: 'clientId', variable: 'OCCWO_OZON_PERFORMANCE_CLIENT_ID' };
const clientSecretSource = { option: 'clientSecret', variable: 'OCCWO_OZON_PERFORMANCE_CLIENT_SECRET' };
const tokenRoute = 'POST /api/client/token';

/**
 * Makes a client of Ozon's Performance API (advertising). Its token lives half an hour: it is fetched at the first call,
 * once for all callers, and renewed a minute before its end. Statistics are grouped by Moscow time, unlike all else.
 *
 * @example
 * const performance = createOzonPerformance({ clientId: '1-2@advertising.performance.ozon.ru', clientSecret });
 * await performance.request('GET /api/client/campaign', { query: { pageSize: 100 } });
 */
export function createOzonPerformance(options: OzonPerformanceOptions = {}): OzonPerformanceClient {
  const tokens = performanceTokens(options);
  const definition: ApiDefinition = {
    ...baseDefinition(options),
    async authorize({ path }): Promise<Record<string, string>> {
      return tokenRoute.endsWith(` ${path}`) ? {} : { authorization: `Bearer ${await tokens.token()}` };
    },
    readFailure(reply, operation) {
      if (reply.status === 401) tokens.forget();
      return performanceFailure(reply, operation);
    },
  };
  return createClient<PerformanceMethods, PerformanceRoutes>(definition, options);
}

function baseDefinition({ clientId, accessToken }: OzonPerformanceOptions): Omit<ApiDefinition, 'authorize'> {
  return {
    marketplace: 'ozon',
    hosts, operations, limits, paging, schemas, readFeedback,
    readFailure: performanceFailure,
    account: async () => (accessToken !== undefined && clientId === undefined ? 'oauth' : readCredential(clientId, clientIdSource)),
  };
}

/** The same bodies as the Seller API's, other credentials. */
const performanceFailure: ApiDefinition['readFailure'] = (reply, operation) => {
  const failure = readFailure(reply, operation);
  if (failure?.code !== 'unauthorized') return failure;
  return { ...failure, hint: `check ${clientIdSource.variable} and ${clientSecretSource.variable}; a token lives half an hour, the next call fetches a new one` };
};

/** Tokens by the token call, which goes through a client of its own: same transport, limits and retries, no token needed. */
function performanceTokens(options: OzonPerformanceOptions): TokenStore {
  const { accessToken, clientId, clientSecret, clock = systemClock } = options;
  if (accessToken !== undefined) {
    return { token: () => readCredential(accessToken, { option: 'accessToken' }), forget: () => {} };
  }
  const client = createClient<object, object>({ ...baseDefinition(options), authorize: async () => ({}) }, options);
  return tokenStore(async () => {
    const body = {
      client_id: await readCredential(clientId, clientIdSource),
      client_secret: await readCredential(clientSecret, clientSecretSource),
      grant_type: 'client_credentials',
    };
    return (await client.request(tokenRoute, { body })) as TokenReply;
  }, clock);
}
