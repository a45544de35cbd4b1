import type { JobFlow, JobFlowBy, JobFlows } from '@occwo/core/jobs';
import { jobEnds } from './job-ends.js';
import { shippingEnds } from './shipping-ends.js';

const common = {
  ends: jobEnds,
  link: ['result.file', 'result.file_url', 'file_url', 'label_url', 'cdn_url', 'link'],
  reasons: [
    'result.error', 'error.message', 'error.code', 'error', 'error_message', 'error_reasons[]', 'errors[]', 'errors.error_reasons[]',
    'errors[].error_message', 'errors[].error_reasons[]', 'errors.supply_error_reasons[]', 'errors.cargo_error_reasons[].error_reasons[]',
    'errors.transport_cargo_error_reasons[].error_reasons[]', 'status.unprinted_postings[].message', 'errors.items_validation[].type',
  ],
  intervalMs: 1000,
} as const;

const flow = <Status extends string>(status: Status, ticket: string, field: string, more?: Omit<Partial<JobFlow>, 'status'>): JobFlowBy<`POST ${Status}`> => ({
  ...common, status: `POST ${status}`, ticket: ticket.split('|'), as: `body.${field}`, state: 'status', ...more,
});

const cards = flow('/v1/product/import/info', 'result.task_id|task_id', 'task_id', { state: 'result.items[].status', numeric: true });
const report = flow('/v1/report/info', 'result.code|code', 'code', { state: 'result.status' });
const draft = flow('/v2/draft/create/info', 'draft_id', 'draft_id', { numeric: true });
const operation = <Status extends string>(status: Status, more?: Omit<Partial<JobFlow>, 'status'>) => flow(status, 'operation_id', 'operation_id', more);
const warehouse = operation('/v1/warehouse/operation/status');
const shipping = { state: 'result.substatus', ends: shippingEnds, deadlineMs: 600_000 };
const fbpPaper = { state: 'state', repeats: ['body.supply_id'] };
const advertising = <Status extends string>(status: Status, more?: Omit<Partial<JobFlow>, 'status'>): JobFlowBy<Status> => ({
  ...common, status, ticket: ['UUID'], as: 'path.UUID', state: 'state', ...more,
});
const statistics = advertising('GET /api/client/statistics/{UUID}');

/** Every asynchronous flow, by the route that starts it. Seller API first, then the reports of the Performance API. */
export const jobFlows = {
  // Cards: each item ends by itself; moderation comes later still.
  'POST /v3/product/import': cards,
  'POST /v1/product/import-by-sku': cards,
  'POST /v1/product/attributes/update': cards,

  'POST /v1/report/products/create': report,
  'POST /v2/report/returns/create': report,
  'POST /v1/report/postings/create': report,
  'POST /v1/report/discounted/create': report,
  'POST /v1/report/warehouse/stock': report,
  'POST /v1/report/placement/by-products/create': report,
  'POST /v1/report/placement/by-supplies/create': report,
  'POST /v1/report/marked-products-sales/create': report,
  'POST /v1/report/realization/posting/create': report,
  'POST /v1/finance/document-b2b-sales': report,
  'POST /v1/finance/mutual-settlement': report,
  'POST /v1/finance/compensation': report,
  'POST /v1/finance/decompensation': report,

  // Labels: one task for big ones and one for small ones. Every older label method was to be off by 2 November 2026.
  'POST /v3/posting/fbs/package-label/create': flow('/v2/posting/fbs/package-label/get', 'tasks[].task_id', 'task_id', {
    state: 'status.code', numeric: true, leftOut: 'status.unprinted_postings[]',
  }),
  // Assembly of postings: 200 is no success here. A part that is shipped alone gets a number of its own.
  'POST /v4/posting/fbs/ship': flow('/v3/posting/fbs/get', 'request.body.posting_number', 'posting_number', shipping),
  'POST /v4/posting/fbs/ship/package': flow('/v3/posting/fbs/get', 'result', 'posting_number', shipping),
  // The act of a shipment; its barcode is another file: POST /v2/posting/fbs/act/get-barcode with the same id.
  'POST /v1/carriage/approve': flow('/v2/posting/fbs/act/check-status', 'request.body.carriage_id', 'id', {
    state: 'result.status', numeric: true, fetch: { route: 'POST /v2/posting/fbs/act/get-pdf', as: 'body.id', gives: 'file' },
  }),
  'POST /v6/fbs/posting/product/exemplar/set': flow('/v5/fbs/posting/product/exemplar/status', 'request.body.posting_number', 'posting_number'),
  'POST /v1/order/cancel': flow('/v1/order/cancel/status', 'request.body.order_number', 'order_number', { state: 'state' }),

  'POST /v1/draft/direct/create': draft,
  'POST /v1/draft/crossdock/create': draft,
  'POST /v1/draft/multi-cluster/create': draft,
  'POST /v2/draft/supply/create': flow('/v2/draft/supply/create/status', 'draft_id|request.body.draft_id', 'draft_id', { numeric: true }),

  'POST /v1/warehouse/fbs/create': warehouse,
  'POST /v1/warehouse/fbs/update': warehouse,
  'POST /v1/warehouse/fbs/first-mile/update': warehouse,
  'POST /v1/warehouse/erfbs/update': warehouse,
  'POST /v1/warehouse/erfbs/aggregator/create': warehouse,
  'POST /v1/warehouse/erfbs/aggregator/delivery-method/update': warehouse,
  'POST /v1/warehouse/erfbs/non-integrated/create': warehouse,
  'POST /v1/warehouse/erfbs/non-integrated/delivery-method/update': warehouse,
  'POST /v1/warehouse/archive': warehouse,
  'POST /v1/warehouse/unarchive': warehouse,

  'POST /v1/supply-order/cancel': operation('/v1/supply-order/cancel/status'),
  'POST /v1/supply-order/content/update': operation('/v1/supply-order/content/update/status'),
  'POST /v1/supply-order/timeslot/update': operation('/v1/supply-order/timeslot/status'),
  'POST /v1/supply-order/pass/create': operation('/v1/supply-order/pass/status', { state: 'result' }),
  'POST /v1/supply-order/act/accept': operation('/v1/supply-order/act/accept/status'),

  'POST /v1/cargoes/create': operation('/v2/cargoes/create/info'),
  'POST /v1/cargoes/delete': operation('/v1/cargoes/delete/status'),
  'POST /v2/cargoes/delete': operation('/v2/cargoes/delete/status'),
  'POST /v1/cargoes-label/create': operation('/v1/cargoes-label/get'),
  'POST /v1/cargoes/transport/activate': operation('/v1/cargoes/transport/activate/status'),
  'POST /v1/cargoes/transport/create': operation('/v1/cargoes/transport/create/status'),
  'POST /v1/cargoes/transport/bind': operation('/v1/cargoes/transport/bind/status'),
  'POST /v1/cargoes/label/transport/create': operation('/v1/cargoes/label/transport/status'),
  'POST /v1/cargoes/label/transport-by-order/create': operation('/v1/cargoes/label/transport-by-order/status'),

  'POST /v1/fbp/act-from/create': flow('/v1/fbp/act-from/get', 'file_uuid', 'file_uuid'),
  'POST /v1/fbp/act-to/create': flow('/v1/fbp/act-to/get', 'code', 'code', fbpPaper),
  'POST /v1/fbp/label/create': flow('/v1/fbp/label/get', 'code', 'code', fbpPaper),

  // Their links are relative ones into the Performance API.
  'POST /api/client/statistics': statistics,
  'POST /api/client/statistics/video': statistics,
  'POST /api/client/statistics/attribution': statistics,
  'POST /api/client/statistics/phrases': statistics,
  'POST /api/client/statistic/orders/generate': statistics,
  'POST /api/client/statistic/products/generate': statistics,
  'GET /api/client/statistics/all_sku_promo/orders/generate': statistics,
  'GET /api/client/statistics/all_sku_promo/products/generate': statistics,
  'POST /api/client/vendors/statistics': advertising('GET /api/client/vendors/statistics/{UUID}', { says: { 'query.vendor': true } }),
} as const satisfies JobFlows;

/** A route that starts a job. */
export type JobRoute = keyof typeof jobFlows;
