import type { JobFetch, JobFlow, JobFlows } from '@occwo/core/jobs';

/** A row whose type tells the route that a job's value comes from, and no more. */
export interface FlowTo<Route extends string> extends JobFlow {
  readonly fetch: JobFetch & { readonly route: Route };
}

/** A report of analytics: a task, its status (1 question in 5 s), its rows (1 a minute; 204 when there are none), kept for about 2 hours. */
const report = <Path extends string>(path: Path): FlowTo<`GET ${Path}/tasks/{task_id}/download`> => ({
  ticket: ['data.taskId'],
  status: `GET ${path}/tasks/{task_id}/status`,
  as: 'path.task_id',
  state: 'data.status',
  ends: { done: 'done', purged: 'failed', canceled: 'failed' },
  fetch: { route: `GET ${path}/tasks/{task_id}/download`, as: 'path.task_id', gives: 'rows' },
  intervalMs: 5000,
});

/** An upload of prices or promotions: in a buffer first, in the history when it has been worked off; each good has a status of its own there. */
const priceUpload: FlowTo<'GET /api/v2/history/goods/task'> = {
  ticket: ['data.id', 'data.uploadID', 'id'],
  numeric: true,
  status: 'GET /api/v2/history/tasks',
  as: 'query.uploadID',
  state: 'data.status',
  // 3: all done, 5: some goods refused, 6: all goods refused; 4: cancelled.
  ends: { 3: 'done', 4: 'failed', 5: 'done', 6: 'done' },
  fetch: {
    route: 'GET /api/v2/history/goods/task', as: 'query.uploadID', gives: 'rows',
    pages: { items: 'data.historyGoods', offset: 'query.offset', limit: 'query.limit', size: 1000 },
  },
  intervalMs: 1000,
};

/** A ZIP with CSV, kept for 48 hours. The caller makes the id, so a start whose answer was lost can be looked for. */
const csvReport: FlowTo<'GET /api/v2/nm-report/downloads/file/{downloadId}'> = {
  ticket: ['request.body.id'],
  invents: 'body.id',
  status: 'GET /api/v2/nm-report/downloads',
  as: 'query.filter[downloadIds][]',
  row: { list: 'data', key: 'id' },
  state: 'status',
  ends: { success: 'done', failed: 'failed' },
  retry: { route: 'POST /api/v2/nm-report/downloads/retry', as: 'body.downloadId' },
  fetch: { route: 'GET /api/v2/nm-report/downloads/file/{downloadId}', as: 'path.downloadId', gives: 'file' },
  intervalMs: 20_000,
};

/** Every asynchronous flow, by the route that starts it. New cards are followed by the port (`wildberriesMarketplace`): they have no number. */
export const jobFlows = {
  'GET /api/v1/warehouse_remains': report('/api/v1/warehouse_remains'),
  'GET /api/v1/acceptance_report': report('/api/v1/acceptance_report'),
  'GET /api/v1/paid_storage': report('/api/v1/paid_storage'),
  'POST /api/v2/nm-report/downloads': csvReport,
  'POST /api/v2/upload/task': priceUpload,
  'POST /api/v2/upload/task/size': priceUpload,
  'POST /api/v2/upload/task/club-discount': priceUpload,
  'POST /api/discounts-prices/v1/upload/task/b2b/wholesale': priceUpload,
  'POST /api/v1/calendar/promotions/upload': priceUpload,
} as const satisfies JobFlows;

/** A route that starts a job. */
export type JobRoute = keyof typeof jobFlows;
