import type { OperationTable } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import type { SandboxHandler } from '@occwo/core/sandbox';
import type { RouteHandlers } from './handlers/shop-context.js';

/** Handlers are kept by route, which never changes; the kit wants them by the name of the operation. */
export function byName(table: OperationTable, handlers: RouteHandlers): Readonly<Record<string, SandboxHandler>> {
  const index = operationIndex(table);
  return Object.fromEntries(Object.entries(handlers).map(([route, handler]) => [index.byRoute(route).name, handler]));
}
