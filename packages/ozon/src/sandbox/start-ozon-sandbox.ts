import type { IncomingHttpHeaders } from 'node:http';
import { seededRandom, systemClock } from '@occwo/core';
import type { Random } from '@occwo/core';
import type { Authentication, Sandbox, SandboxOptions } from '@occwo/core/sandbox';
import { startSandbox } from '@occwo/core/sandbox';
import { limits } from '../generated/seller/limits.js';
import { schemas } from '../generated/seller/schemas.js';
import { byName } from './by-name.js';
import { jobFile } from './handlers/job-files.js';
import { shopHandlers } from './handlers/shop-handlers.js';
import { ItemQuota } from './item-quota.js';
import { invalidRequest, keyWrong, keysMissing, limitHeaders, methodUnknown, tokenWrong, tooFast } from './replies.js';
import { sandboxOperations } from './sandbox-operations.js';
import { Shop } from './shop.js';

export interface OzonSandboxOptions extends SandboxOptions {
  /** Cards a minute that imports take. Default: 5000. */
  readonly itemsPerMinute?: number;
  /** New cards a day, and changes of cards a day. Default: 20 000. */
  readonly itemsPerDay?: number;
  /** How long a stock cannot be changed again, milliseconds. Default: 30 000, as at Ozon. */
  readonly stockPauseMs?: number;
}

/** A running sandbox of the Seller API, with the only credentials that it takes. */
export interface OzonSandbox extends Sandbox {
  readonly credentials: { readonly clientId: string; readonly apiKey: string };
  /** The OAuth token of an app that serves the same account; it stands for the keys. */
  readonly accessToken: string;
}

/**
 * Starts Ozon on loopback: cards, prices, stocks and the directory with state, the rest from its schema. Keys, the official
 * schema, the real limits and the item quotas are enforced; imports take `taskMs`.
 *
 * @example
 * const sandbox = await startOzonSandbox();
 * const ozon = createOzon({ ...sandbox.credentials, hosts: sandbox.hosts });
 */
export async function startOzonSandbox(options: OzonSandboxOptions = {}): Promise<OzonSandbox> {
  const { clock = systemClock, seed = 1, taskMs = 300, stockPauseMs = 30_000, refuse = true } = options;
  const keys = inventKeys(seededRandom(seed));
  const quota = new ItemQuota({ perMinute: options.itemsPerMinute ?? 5000, perDay: options.itemsPerDay ?? 20_000 }, clock);
  const operations = sandboxOperations();
  const sandbox = await startSandbox(
    {
      marketplace: 'ozon', hosts: ['main'], operations, limits, schemas, file: jobFile,
      authenticate: (headers) => authenticate(headers, keys),
      handlers: byName(operations, shopHandlers({ shop: new Shop(), quota, taskMs, stockPauseMs, refuse })),
      invalidRequest, limitReached: tooFast, limitHeaders, notFound: methodUnknown,
    },
    options,
  );
  const { accessToken, ...credentials } = keys;
  return { ...sandbox, credentials, accessToken };
}

interface Keys {
  readonly clientId: string;
  readonly apiKey: string;
  readonly accessToken: string;
}

function authenticate(headers: IncomingHttpHeaders, { clientId, apiKey, accessToken }: Keys): Authentication {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer === accessToken ? { account: clientId } : { refusal: tokenWrong() };
  if (!headers['client-id'] || !headers['api-key']) return { refusal: keysMissing() };
  if (headers['client-id'] !== clientId || headers['api-key'] !== apiKey) return { refusal: keyWrong() };
  return { account: clientId };
}

/** Look like the real things: a number, a UUID and a long word. */
function inventKeys(random: Random): Keys {
  const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return {
    clientId: String(1_000_000 + Math.floor(random() * 1_000_000)),
    apiKey: [hex(8), hex(4), hex(4), hex(4), hex(12)].join('-'),
    accessToken: hex(48),
  };
}
