import { createHash } from 'node:crypto';
import { OccwoError } from '@occwo/core';
import type { ApiDefinition, Clock } from '@occwo/core';
import { apiKeySetting, businessIdSetting, campaignIdSetting, readId, readSecret } from '../authorize/secret.js';
import { readFailure } from '../errors/read-failure.js';
import { hosts } from '../generated/hosts.js';
import { limits } from '../generated/limits.js';
import { operations } from '../generated/operations.js';
import { paging } from '../generated/paging.js';
import { schemas } from '../generated/schemas.js';
import { readFeedback } from '../limits/feedback.js';
import { tierMemory } from '../limits/tier.js';
import { cacheable } from './cacheable.js';
import type { YandexOptions } from './yandex-options.js';

/** Sellers of Market Yandex Go (Uzbekistan) are served from the same names under `.net`. */
function hostsOf(market: YandexOptions['market']): Readonly<Record<string, string>> {
  if (market !== 'go') return hosts;
  return Object.fromEntries(Object.entries(hosts).map(([key, url]) => [key, url.replace(/\.ru$/, '.net')]));
}

/** What makes Yandex Market's API different from others, for one client. */
export function yandexDefinition(options: YandexOptions, clock: Clock): ApiDefinition {
  const tier = tierMemory(limits, options.subscription);
  const integration = integrationHeader(options.integration);
  return {
    marketplace: 'yandex',
    hosts: hostsOf(options.market),
    operations, limits, paging, schemas, cacheable,
    // A tier that has just been learnt has limits of its own, so it counts in buckets of its own: the next answer says how full they are.
    account: async () => `${await accountName(options)}${tier.current() === 'medium' ? '-medium' : ''}`,
    authorize: async () => ({ 'Api-Key': await readSecret(options.apiKey, apiKeySetting), ...integration }),
    readFailure: (reply) => readFailure(reply, clock.now()),
    readFeedback(reply, operation) {
      const feedback = readFeedback(reply, clock.now());
      if (feedback?.limit !== undefined) tier.learn(operation, feedback.limit);
      return feedback;
    },
    tier: () => tier.current(),
    pathDefaults: {
      get businessId() {
        return readId(options.businessId, businessIdSetting);
      },
      get campaignId() {
        return readId(options.campaignId, campaignIdSetting);
      },
    },
  };
}

/** Limits count by cabinet. Without its id the key tells cabinets apart, by a hash: it is bound to one. */
async function accountName(options: YandexOptions): Promise<string> {
  const businessId = readId(options.businessId, businessIdSetting);
  if (businessId !== undefined) return String(businessId);
  return createHash('sha256').update(await readSecret(options.apiKey, apiKeySetting)).digest('hex').slice(0, 12);
}

function integrationHeader(name: string | undefined): Readonly<Record<string, string>> {
  if (name === undefined) return {};
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) {
    throw new OccwoError('Yandex Market: integration must have 1 to 100 ASCII characters', { code: 'config', hint: 'write it as Name/Version' });
  }
  return { 'X-Market-Integration': name };
}
