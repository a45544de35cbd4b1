/** How one kind of job is started and asked for. Paths are dotted; `[]` stands for each entry of a list. */
export interface JobFlow {
  readonly poll: string;
  /** Where the number of the job stands in the answer, or (`request.…`) in the request. Several: the first that is there. */
  readonly ticket: readonly string[];
  /** The field of the question that it goes into; `{UUID}` is one of the path. */
  readonly as: string;
  /** Further fields of the request that the question repeats. */
  readonly with?: readonly string[];
  /** Where the status word stands. */
  readonly state: string;
}

const flow = (poll: string, ticket: string, as: string, state = 'status', more: Partial<JobFlow> = {}): JobFlow => ({
  poll: `POST ${poll}`, ticket: ticket.split('|'), as, state, ...more,
});

const cards = flow('/v1/product/import/info', 'result.task_id|task_id', 'task_id', 'result.items[].status');
const report = flow('/v1/report/info', 'result.code|code', 'code', 'result.status');
const draft = flow('/v2/draft/create/info', 'draft_id', 'draft_id');
const operation = (poll: string, state?: string): JobFlow => flow(poll, 'operation_id', 'operation_id', state);
const warehouse = operation('/v1/warehouse/operation/status');
const statistics: JobFlow = { poll: 'GET /api/client/statistics/{UUID}', ticket: ['UUID'], as: '{UUID}', state: 'state' };

/** Every asynchronous flow, by the route that starts it. Seller API first, then the reports of the Performance API. */
export const jobFlows = {
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
  'POST /v3/posting/fbs/package-label/create': flow('/v2/posting/fbs/package-label/get', 'tasks[].task_id', 'task_id', 'status.code'),
  'POST /v1/carriage/approve': flow('/v2/posting/fbs/act/check-status', 'request.carriage_id', 'id', 'result.status'),
  'POST /v6/fbs/posting/product/exemplar/set': flow('/v5/fbs/posting/product/exemplar/status', 'request.posting_number', 'posting_number'),
  'POST /v1/order/cancel': flow('/v1/order/cancel/status', 'request.order_number', 'order_number', 'state'),

  'POST /v1/draft/direct/create': draft,
  'POST /v1/draft/crossdock/create': draft,
  'POST /v1/draft/multi-cluster/create': draft,
  'POST /v2/draft/supply/create': flow('/v2/draft/supply/create/status', 'draft_id|request.draft_id', 'draft_id'),

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
  'POST /v1/supply-order/pass/create': operation('/v1/supply-order/pass/status', 'result'),
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
  'POST /v1/fbp/act-to/create': flow('/v1/fbp/act-to/get', 'code', 'code', 'state', { with: ['supply_id'] }),
  'POST /v1/fbp/label/create': flow('/v1/fbp/label/get', 'code', 'code', 'state', { with: ['supply_id'] }),

  'POST /api/client/statistics': statistics,
  'POST /api/client/statistics/video': statistics,
  'POST /api/client/statistics/attribution': statistics,
  'POST /api/client/statistics/phrases': statistics,
  'POST /api/client/statistic/orders/generate': statistics,
  'POST /api/client/statistic/products/generate': statistics,
  'GET /api/client/statistics/all_sku_promo/orders/generate': statistics,
  'GET /api/client/statistics/all_sku_promo/products/generate': statistics,
  'POST /api/client/vendors/statistics': { ...statistics, poll: 'GET /api/client/vendors/statistics/{UUID}' },
} as const satisfies Readonly<Record<string, JobFlow>>;

/** A route that starts a job. */
export type JobRoute = keyof typeof jobFlows;
