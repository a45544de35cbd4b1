import { operationIndex } from '@occwo/core/client';
import type { OperationTable } from '@occwo/core';
import type { SandboxContext, SandboxHandler, SandboxReply, SandboxRequest } from '@occwo/core/sandbox';
import type { SellerState } from './seller-state.js';

/** What a handler works on. */
export interface HandlerTools {
  /** The state of the seller who calls. */
  readonly state: SellerState;
  readonly context: SandboxContext;
  /** False: items are taken unseen. */
  readonly refuse: boolean;
}

/** Handlers by route; the table tells which operation a route is. */
export type RouteHandlers = Readonly<Record<string, (request: SandboxRequest, tools: HandlerTools) => SandboxReply>>;

/** The same handlers by the name of the operation, as the sandbox kit wants them. Throws on a route that is no operation. */
export function byOperation(handlers: RouteHandlers, operations: OperationTable, toolsFor: (account: string, context: SandboxContext) => HandlerTools): Record<string, SandboxHandler> {
  const index = operationIndex(operations);
  const named: Record<string, SandboxHandler> = {};
  for (const [route, handle] of Object.entries(handlers)) {
    const { name } = index.byRoute(route);
    if (name === route) throw new Error(`the sandbox answers ${route}, which is no operation`);
    named[name] = (request, context) => handle(request, toolsFor(request.account, context));
  }
  return named;
}
