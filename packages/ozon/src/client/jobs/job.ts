import { createJob } from '@occwo/core/jobs';
import type { Job, JobClient } from '@occwo/core/jobs';
import type { PerformanceRoutes } from '../../generated/performance/routes.js';
import type { OzonRoutes } from '../../generated/seller/routes.js';
import { jobFlows } from './flows.js';
import type { JobRoute } from './flows.js';

type Given<Route> = Route extends keyof OzonRoutes ? Omit<OzonRoutes[Route], 'reply'> : Route extends keyof PerformanceRoutes ? Omit<PerformanceRoutes[Route], 'reply'> : { readonly body: Readonly<Record<string, unknown>> };
type ReplyOf<Route> = Route extends keyof OzonRoutes ? OzonRoutes[Route]['reply'] : Route extends keyof PerformanceRoutes ? PerformanceRoutes[Route]['reply'] : unknown;

/** What a job's start takes. */
export type JobParameters<Route extends JobRoute> = Given<Route>;
/** What a job gives: the last answer of the method that tells how it stands. */
export type JobValue<Route extends JobRoute> = ReplyOf<(typeof jobFlows)[Route]['status']>;

/**
 * One of Ozon's asynchronous flows: an import, the shipping of a posting (200 does not mean shipped), a report, labels, an act, a draft,
 * a change of a supply or a warehouse. `run` starts it, waits, and gives the last answer; files come by `result.file?.open()`, labels
 * make two (`result.files`), and `result.leftOut` names postings without one. A client of the Performance API runs the advertising reports.
 *
 * @example
 * const report = await job(ozon, 'POST /v1/report/products/create').run({ body: { language: 'RU' } });
 * const file = await report.file?.open();
 * for await (const row of file?.rows() ?? []) console.log(row);
 */
export function job<Route extends JobRoute>(client: JobClient, route: Route): Job<JobParameters<Route>, JobValue<Route>> {
  return createJob({ client, marketplace: 'ozon', route, flow: jobFlows[route] });
}
