import { createJob } from '@occwo/core/jobs';
import type { Job, JobClient } from '@occwo/core/jobs';
import type { WildberriesRoutes } from '../../generated/routes.js';
import type { PricedGood } from '../../marketplace/price-calls.js';
import { jobFlows } from './flows.js';
import type { JobRoute } from './flows.js';

type Fetched<Route extends JobRoute> = (typeof jobFlows)[Route]['fetch']['route'];

/** What a job's start takes; the id of a CSV report may be left out. */
export type JobParameters<Route extends JobRoute> = Route extends 'POST /api/v2/nm-report/downloads'
  ? { readonly body: WithoutId<WildberriesRoutes[Route]['body']> }
  : Omit<WildberriesRoutes[Route], 'reply'>;

/** Each member of a union of bodies, its id optional. */
type WithoutId<Body> = Body extends { id: infer Id } ? Omit<Body, 'id'> & { id?: Id } : Body;

/** What a job gives: rows of a report (undefined when there are none), or each good of an upload with its own status: 2 done, 3 refused with a text. */
export type JobValue<Route extends JobRoute> = Fetched<Route> extends 'GET /api/v2/history/goods/task'
  ? readonly PricedGood[]
  : WildberriesRoutes[Fetched<Route>] extends { reply: Uint8Array } ? unknown : WildberriesRoutes[Fetched<Route>]['reply'];

/**
 * One of Wildberries' asynchronous flows: a report, or an upload of prices. `run` starts it, asks as often as the limits let it, and
 * fetches what it made: rows as `value`, the ZIP of a CSV report by `file.open()`. A CSV report that fails is started once more.
 *
 * @example
 * const { value: rows = [] } = await job(wildberries, 'GET /api/v1/warehouse_remains').run({ query: { groupByNm: true } });
 */
export function job<Route extends JobRoute>(client: JobClient, route: Route): Job<JobParameters<Route>, JobValue<Route>> {
  return createJob({ client, marketplace: 'wildberries', route, flow: jobFlows[route] });
}
