import type { Clock } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import type { SandboxDefinition, SandboxHandler } from '@occwo/core/sandbox';
import { limits } from '../generated/limits.js';
import { operations } from '../generated/operations.js';
import { schemas } from '../generated/schemas.js';
import { authenticate, guarded } from './authenticate.js';
import type { Cabinet } from './cabinet.js';
import { getOfferMappings, updateOfferMappings } from './catalog-handlers.js';
import {
  getBusinessSettings, getCampaign, getCampaigns, getCategoriesTree, getCategoryParameters, getTokenInfo, getWarehouses,
} from './directory-handlers.js';
import { limitHeaders, limitReached } from './limit-replies.js';
import { getDefaultPrices, updateBusinessPrices } from './price-handlers.js';
import { fail } from './replies.js';
import { sandboxReports } from './reports/report-handlers.js';
import { getStocks, getWarehouseStocks, updateStocks, updateWarehouseStocks } from './stock-handlers.js';

/** How the sandbox works: which routes have state behind them, and how Market words its refusals. */
export function yandexSandboxDefinition(cabinet: Cabinet, options: { readonly clock: Clock; readonly taskMs: number }): SandboxDefinition {
  const { clock, taskMs } = options;
  const reports = sandboxReports(cabinet, clock, taskMs);
  const routes: Record<string, SandboxHandler> = {
    'POST /v2/auth/token': getTokenInfo(cabinet),
    'GET /v2/campaigns': getCampaigns(cabinet),
    'GET /v2/campaigns/{campaignId}': getCampaign(cabinet),
    'POST /v2/businesses/{businessId}/settings': getBusinessSettings(cabinet),
    'POST /v2/categories/tree': getCategoriesTree,
    'POST /v2/category/{categoryId}/parameters': getCategoryParameters,
    'POST /v2/businesses/{businessId}/offer-mappings': getOfferMappings(cabinet),
    'POST /v2/businesses/{businessId}/offer-mappings/update': updateOfferMappings(cabinet, taskMs),
    'POST /v2/businesses/{businessId}/offer-prices': getDefaultPrices(cabinet),
    'POST /v2/businesses/{businessId}/offer-prices/updates': updateBusinessPrices(cabinet),
    'PUT /v2/campaigns/{campaignId}/offers/stocks': updateStocks(cabinet),
    'POST /v2/campaigns/{campaignId}/offers/stocks': getStocks(cabinet),
    'POST /v3/businesses/{businessId}/offers/stocks': getWarehouseStocks(cabinet),
    'POST /v3/businesses/{businessId}/offers/stocks/update': updateWarehouseStocks(cabinet),
    'POST /v3/businesses/{businessId}/warehouses': getWarehouses(cabinet),
    'GET /v2/reports/info/{reportId}': reports.info,
  };
  const index = operationIndex(operations);
  for (const { method, path } of index.group('reports')) {
    if (path.endsWith('/generate')) routes[`${method} ${path}`] = reports.start(`${method} ${path}`);
  }

  return {
    marketplace: 'yandex',
    hosts: ['main'],
    operations, limits, schemas,
    authenticate: (headers, operation) => authenticate(cabinet, headers, operation),
    handlers: Object.fromEntries(Object.entries(routes).map(([route, handler]) => [index.byRoute(route).name, guarded(cabinet, handler)])),
    invalidRequest: (issues) => fail(400, ...issues.map(({ path, rule }) => ({ code: 'BAD_REQUEST', message: `Value of field ${path} ${rule}` }))),
    limitReached: (state, operation) => limitReached(cabinet, clock, state, operation),
    limitHeaders: (state) => limitHeaders(clock, state),
    file: reports.file,
    notFound: () => fail(404, { code: 'NOT_FOUND', message: 'Resource not found' }),
  };
}
