import { ApiError, seededRandom } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { SandboxRequest } from '@occwo/core/sandbox';
import { readFailure } from '../../errors/read-failure.js';
import type { OzonRequester } from '../../marketplace/calls.js';
import { shopHandlers } from '../handlers/shop-handlers.js';
import { ItemQuota } from '../item-quota.js';
import { Shop } from '../shop.js';

export interface ShopRequesterOptions {
  readonly clock: Clock;
  readonly taskMs?: number;
  readonly stockPauseMs?: number;
  readonly perMinute?: number;
  readonly perDay?: number;
}

/** The sandbox's shop without a server and a client between: for tests on a fake clock. */
export interface ShopRequester extends OzonRequester {
  readonly shop: Shop;
  /** Routes in the order of their calls, with their bodies. */
  readonly calls: { readonly route: string; readonly body: unknown }[];
  /** Puts a failure before the shop: what it gives back is thrown. */
  fail: (route: string, body: unknown) => Error | undefined;
}

export function shopRequester({ clock, taskMs = 300, stockPauseMs = 30_000, perMinute = 5000, perDay = 20_000 }: ShopRequesterOptions): ShopRequester {
  const shop = new Shop();
  const handlers = shopHandlers({ shop, quota: new ItemQuota({ perMinute, perDay }, clock), taskMs, stockPauseMs, refuse: true });
  const requester: ShopRequester = {
    shop,
    calls: [],
    fail: () => undefined,
    async request(route, parameters) {
      const body = structuredClone(parameters?.body);
      requester.calls.push({ route, body });
      const failure = requester.fail(route, body);
      if (failure) throw failure;
      const handler = handlers[route];
      if (!handler) throw new Error(`no handler for ${route}`);
      const { status, headers = {}, body: value } = await handler({ body } as SandboxRequest, { clock, random: seededRandom(1), effect: () => {} });
      const refusal = readFailure({ status, headers: lower(headers), value }, { effect: 'write' });
      if (refusal) throw new ApiError(refusal.message, { ...refusal, hint: refusal.hint ?? '', marketplace: 'ozon', operation: route, status, attempt: 1 });
      return structuredClone(value);
    },
  };
  return requester;
}

const lower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
