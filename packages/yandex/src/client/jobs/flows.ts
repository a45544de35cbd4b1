import type { JobFlowBy, JobFlows } from '@occwo/core/jobs';

/**
 * A report or a document. Market says how long it will take; a link to the file holds for 60 minutes, and each question gives a new
 * one. All reports share 100 questions a minute; most starts cost a quota of 1 in 2 or 10 minutes.
 */
const report: JobFlowBy<'GET /v2/reports/info/{reportId}'> = {
  ticket: ['result.reportId'],
  expectedMs: 'result.estimatedGenerationTime',
  status: 'GET /v2/reports/info/{reportId}',
  as: 'path.reportId',
  state: 'result.status',
  ends: { done: 'done', failed: 'failed' },
  note: 'result.subStatus',
  // RESOURCE_NOT_FOUND beside DONE: parts of what was asked for are missing from the file.
  noteEnds: { NO_DATA: 'empty' },
  link: ['result.file'],
  intervalMs: 5000,
};

/** A change of an order or a return of LaaS: an operation that ends later. */
const operation = (type: string, ...ticket: string[]): JobFlowBy<'POST /v1/businesses/{businessId}/operations'> => ({
  ticket,
  status: 'POST /v1/businesses/{businessId}/operations',
  as: 'body.operationIds[]',
  says: { 'body.operationType': type },
  row: { list: 'result.operations', key: 'id' },
  state: 'status',
  ends: { done: 'done', failed: 'failed' },
  intervalMs: 5000,
  deadlineMs: 600_000,
});

/**
 * Only orders of LaaS get an operation; of all others the status changes at once. Of many orders some may be refused in a success: their
 * `errorDetails` name order and reason.
 */
const statusUpdate: JobFlowBy<'POST /v1/businesses/{businessId}/operations'> = { ...operation('ORDER_STATUS_UPDATE', 'operation.id', 'result.orders[].operation.id'), atOnce: true, leftOut: 'result.orders[].errorDetails' };

/**
 * Every asynchronous flow, by the route that starts it. Barcodes of offers are made at once, so theirs is none; an update of a LaaS
 * order starts operations of several types, which `operationResults` follows.
 */
export const jobFlows = {
  'POST /v2/reports/united-netting/generate': report,
  'POST /v2/reports/united-marketplace-services/generate': report,
  'POST /v2/reports/united-orders/generate': report,
  'POST /v2/reports/united-returns/generate': report,
  'POST /v2/reports/goods-realization/generate': report,
  'POST /v2/reports/stocks-on-warehouses/generate': report,
  'POST /v3/businesses/{businessId}/reports/stocks/generate': report,
  'POST /v2/reports/goods-movement/generate': report,
  'POST /v2/reports/shows-sales/generate': report,
  'POST /v2/reports/competitors-position/generate': report,
  'POST /v2/reports/goods-prices/generate': report,
  'POST /v2/reports/goods-turnover/generate': report,
  'POST /v2/reports/boost-consolidated/generate': report,
  'POST /v2/reports/documents/shipment-list/generate': report,
  'POST /v2/reports/shelf-statistics/generate': report,
  'POST /v2/reports/documents/labels/generate': report,
  'POST /v2/reports/goods-feedback/generate': report,
  'POST /v2/reports/shows-boost/generate': report,
  'POST /v2/reports/banners-statistics/generate': report,
  'POST /v2/reports/closure-documents/generate': report,
  'POST /v2/reports/jewelry-fiscal/generate': report,
  'POST /v2/reports/sales-geography/generate': report,
  'POST /v2/reports/key-indicators/generate': report,
  'POST /v2/reports/closure-documents/detalization/generate': report,
  'POST /v1/businesses/{businessId}/reports/marketing-detalization/generate': report,
  'POST /v1/reports/documents/barcodes/generate': report,

  'PUT /v2/campaigns/{campaignId}/orders/{orderId}/status': statusUpdate,
  'POST /v2/campaigns/{campaignId}/orders/status-update': statusUpdate,
  'POST /v1/campaigns/{campaignId}/returns/cancel': operation('RETURN_CANCELLATION', 'result.operation.id'),
} as const satisfies JobFlows;

/** A route that starts a job. */
export type JobRoute = keyof typeof jobFlows;
