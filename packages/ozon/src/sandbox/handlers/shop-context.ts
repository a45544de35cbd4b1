import type { SandboxContext, SandboxHandler, SandboxReply, SandboxRequest } from '@occwo/core/sandbox';
import type { ItemQuota } from '../item-quota.js';
import type { Shop } from '../shop.js';

/** What the handlers of one sandbox share. */
export interface ShopContext {
  readonly shop: Shop;
  readonly quota: ItemQuota;
  /** How long an import takes, milliseconds. */
  readonly taskMs: number;
  /** How long a stock cannot be changed again, milliseconds. */
  readonly stockPauseMs: number;
  /** `false` takes every item unseen. */
  readonly refuse: boolean;
}

/** Handlers by route, as the official document writes it. */
export type RouteHandlers = Readonly<Record<string, SandboxHandler>>;

/** A handler over a typed body; tasks whose time has come are finished first. The schema has been checked before. */
export function over<Body>(
  { shop }: ShopContext, answer: (body: Body, context: SandboxContext, request: SandboxRequest) => SandboxReply,
): SandboxHandler {
  return (request, context) => {
    shop.settle(context.clock.monotonic());
    return answer((request.body ?? {}) as Body, context, request);
  };
}
