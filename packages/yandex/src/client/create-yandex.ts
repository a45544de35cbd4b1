import { systemClock } from '@occwo/core';
import { createClient } from '@occwo/core/client';
import type { Hook } from '@occwo/core/client';
import { acceptedScopes, accessMemory, refuseWithoutAccess } from '../authorize/access.js';
import { businessIdSetting, campaignIdSetting, missingSetting } from '../authorize/secret.js';
import type { YandexMethods } from '../generated/methods.js';
import type { YandexRoutes } from '../generated/routes.js';
import { yandexDefinition } from './definition.js';
import type { YandexClient } from './yandex-client.js';
import type { YandexOptions } from './yandex-options.js';

const tokenRoute = 'POST /v2/auth/token';

/**
 * Makes a client of the Yandex Market Partner API. Nothing is sent and nothing is checked until the first call.
 *
 * @example
 * const yandex = createYandex(); // OCCWO_YANDEX_API_KEY, OCCWO_YANDEX_BUSINESS_ID, OCCWO_YANDEX_CAMPAIGN_ID
 * const page = await yandex.request('GET /v2/campaigns');
 */
export function createYandex(options: YandexOptions = {}): YandexClient {
  const clock = options.clock ?? systemClock;
  const access = accessMemory(() => client.request(tokenRoute), clock);
  const onCall: Hook = async (call) => {
    refuseMissingIds(call);
    if (options.checkAccess && acceptedScopes(call.operation).length > 0 && `${call.operation.method} ${call.operation.path}` !== tokenRoute) {
      refuseWithoutAccess(call.operation, await access());
    }
    await options.onCall?.(call);
  };
  const client: YandexClient = createClient<YandexMethods, YandexRoutes>(yandexDefinition(options, clock), { ...options, onCall });
  return client;
}

/** Says which setting is missing, where the schema would only say that a path parameter is. */
function refuseMissingIds({ operation, parameters }: Parameters<Hook>[0]): void {
  for (const setting of [businessIdSetting, campaignIdSetting]) {
    if (operation.path.includes(`{${setting.option}}`) && parameters.path?.[setting.option] === undefined) throw missingSetting(setting);
  }
}
