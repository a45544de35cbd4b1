import { createJob } from '@occwo/core/jobs';
import type { Job, JobClient } from '@occwo/core/jobs';
import type { YandexRoutes } from '../../generated/routes.js';
import { jobFlows } from './flows.js';
import type { JobRoute } from './flows.js';

/** What a job's start takes, without what the client fills in. */
export type JobParameters<Route extends JobRoute> = Omit<YandexRoutes[Route], 'reply'>;
/** What a job gives: the last answer of the method that tells how it stands. */
export type JobValue<Route extends JobRoute> = YandexRoutes[(typeof jobFlows)[Route]['status']]['reply'];

/**
 * One of Market's asynchronous flows: a report, a document, or a change that Market works off later. `run` starts it (once: a failed
 * start is not repeated by itself), waits as long as Market expects, and asks until it is done. `empty` says that there is no data and
 * no file; a `note` of `RESOURCE_NOT_FOUND` that parts are missing from the file. `file.open()` asks for a new link when the first one
 * has died, after an hour.
 *
 * @example
 * const report = await job(yandex, 'POST /v2/reports/united-orders/generate').run({
 *   query: { format: 'CSV' }, body: { businessId, dateFrom: '2026-10-01', dateTo: '2026-10-31' },
 * });
 * const file = await report.file?.open();
 * for await (const row of file?.rows() ?? []) console.log(row);
 */
export function job<Route extends JobRoute>(client: JobClient, route: Route): Job<JobParameters<Route>, JobValue<Route>> {
  return createJob({ client, marketplace: 'yandex', route, flow: jobFlows[route] });
}
