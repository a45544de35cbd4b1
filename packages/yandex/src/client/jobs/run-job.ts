import { ApiError, sleep, systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import { pollUntil } from '@occwo/core/client';
import type { CallParameters } from '@occwo/core/client';
import type { Routes } from '../../generated/routes.js';
import type { YandexClient } from '../yandex-client.js';

type Generator = Extract<keyof Routes, `POST ${string}/generate`>;

/** A route that starts a report or a document. Barcodes of offers are made at once, so theirs is none. */
export type JobRoute = { [Route in Generator]: Routes[Route] extends { reply: { result?: { reportId?: unknown } | null } } ? Route : never }[Generator];

/** What a route takes, without what the client fills in. */
export type JobParameters<Route extends JobRoute> = Omit<Routes[Route], 'reply'>;

/** The number that Market gave a job; keep it to go on after a crash. */
export type JobTicket = string;

export interface JobOptions {
  /** So long the job is asked for, milliseconds. Default: 1 800 000 (half an hour). */
  readonly deadlineMs?: number;
  /** Pause before the second question, milliseconds; it grows to ten times that. Default: 5000: all reports share 100 questions a minute. */
  readonly intervalMs?: number;
  readonly signal?: AbortSignal;
  /** Told of the job's number as soon as it has started. */
  readonly onStarted?: (ticket: JobTicket) => void | Promise<void>;
  /** Goes on with a job that runs already, instead of starting one: a start costs quota (1 in 2 or 10 minutes for most reports). */
  readonly resume?: JobTicket;
  /** Hand in the client's clock if that has one of its own. */
  readonly clock?: Clock;
}

/** A report or document that is done. */
export interface JobResult {
  readonly ticket: JobTicket;
  /** There is no data for what was asked: no file, and no failure. */
  readonly empty: boolean;
  /** Some of what was asked for (orders of a label sheet) was not found and is missing from the file. */
  readonly incomplete: boolean;
  /** Link to the file: XLSX, PDF, or a ZIP with one CSV or JSON a sheet. It holds for 60 minutes. Missing when `empty`. */
  readonly file?: string;
  /** Asks for a new link, which holds for another 60 minutes. Throws when `empty`. */
  link(): Promise<string>;
}

const failureHints: Readonly<Record<string, string>> = {
  TOO_LARGE: 'ask for a shorter period or fewer items',
  RESOURCE_NOT_FOUND: 'check the ids that the report was asked for',
};

/**
 * Runs one of Market's report or document jobs to its end: starts it (once: a failed start is not repeated by itself), waits as long as
 * Market expects, asks until it is done. Throws an `ApiError` (code `rejected`) when Market could not make it, a `RefusedError` (code
 * `deadline`) when it is not made in time: it goes on at Market then, and `resume` takes it up again.
 *
 * @example
 * const report = await runJob(yandex, 'POST /v2/reports/united-orders/generate', { query: { format: 'CSV' }, body: { businessId, dateFrom, dateTo } });
 * const zip = report.file && (await fetch(report.file));
 */
export async function runJob<Route extends JobRoute>(
  client: YandexClient, route: Route, parameters: JobParameters<Route>, options: JobOptions = {},
): Promise<JobResult> {
  const { clock = systemClock, deadlineMs = 1_800_000, intervalMs = 5_000, signal } = options;
  const startedAt = clock.monotonic();
  const { ticket, expectedMs } = options.resume === undefined ? await start(client, route, parameters, signal) : { ticket: options.resume, expectedMs: 0 };
  if (options.resume === undefined) await options.onStarted?.(ticket);
  const ask = async () => (await client.reports.getInfo({ reportId: ticket }, signal && { signal })).result;

  await sleep(clock, Math.min(expectedMs, deadlineMs), signal);
  const left = Math.max(0, deadlineMs - (clock.monotonic() - startedAt));
  const done = await pollUntil({ clock, signal, deadlineMs: left, intervalMs }, async () => {
    const state = await ask();
    return state?.status === 'DONE' || state?.status === 'FAILED' ? state : undefined;
  });
  if (done.status === 'FAILED') throw failed(route, ticket, done.subStatus, done);
  return {
    ticket,
    empty: done.subStatus === 'NO_DATA',
    incomplete: done.subStatus === 'RESOURCE_NOT_FOUND',
    ...(done.file && { file: done.file }),
    async link() {
      const state = await ask();
      if (!state?.file) throw failed(route, ticket, state?.subStatus ?? 'NO_FILE', state);
      return state.file;
    },
  };
}

async function start(client: YandexClient, route: JobRoute, parameters: CallParameters, signal: AbortSignal | undefined) {
  const reply = (await client.request(route as `POST /${string}`, parameters, signal && { signal })) as Routes[JobRoute]['reply'];
  const { reportId, estimatedGenerationTime } = reply.result ?? {};
  if (!reportId) throw new ApiError(`${route} gave no number of a job`, failure(route, 'unreadable-reply', reply));
  return { ticket: reportId, expectedMs: Math.max(0, estimatedGenerationTime ?? 0) };
}

function failed(route: string, ticket: JobTicket, subStatus: string | null | undefined, body: unknown): ApiError {
  const hint = failureHints[subStatus ?? ''] ?? 'ask for it again later; each start costs quota';
  return new ApiError(`${route}: no file came of ${ticket}${subStatus ? ` (${subStatus})` : ''}`, { ...failure(route, 'rejected', body), vendorCode: subStatus ?? undefined, hint });
}

function failure(route: string, code: 'rejected' | 'unreadable-reply', body: unknown) {
  return { code, marketplace: 'yandex', operation: route, status: 200, attempt: 1, body, hint: 'look at what the method answered' } as const;
}
