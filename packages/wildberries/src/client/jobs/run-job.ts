import { OccwoError, sleep, systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import { pollUntil } from '@occwo/core/client';
import type { WildberriesClient } from '../create-wildberries.js';
import { flowOf } from './flows.js';
import type { JobFlow, JobParameters, JobRoute, JobState, JobValues } from './flows.js';

export interface JobOptions {
  /** So long the job is asked for, milliseconds. Default: 1 800 000. */
  readonly deadlineMs?: number;
  /** Pause before the second question, milliseconds; it grows to ten times that. Default: by the limit of the method. */
  readonly intervalMs?: number;
  readonly signal?: AbortSignal;
  /** Told of the job's number as soon as it has started; keep it to go on after a crash. */
  readonly onStarted?: (ticket: string) => void | Promise<void>;
  /** Goes on with a job that runs already, instead of starting one. */
  readonly resume?: string;
  /** Hand in the client's clock if that has one of its own. */
  readonly clock?: Clock;
}

/** A job that came to a good end. */
export interface JobResult<Value> {
  readonly ticket: string;
  /** Wildberries' own word for the end. */
  readonly state: string;
  /** What the job has made; undefined when there was nothing to report. */
  readonly value: Value | undefined;
}

/**
 * Runs one of Wildberries' asynchronous jobs to its end: starts it, asks until it is done, fetches what it made. A CSV report
 * that fails is started once more. Throws an `OccwoError` (code `job-failed`) when the job ends badly, a `RefusedError`
 * (code `deadline`) when it does not end in time: it goes on at Wildberries then, and `resume` takes it up again.
 *
 * @example
 * const { value: rows = [] } = await runJob(wildberries, 'GET /api/v1/warehouse_remains', { query: { groupByNm: true } });
 */
export async function runJob<Route extends JobRoute>(
  client: WildberriesClient, route: Route, parameters: JobParameters = {}, options: JobOptions = {},
): Promise<JobResult<JobValues[Route]>> {
  const flow = flowOf(route);
  const call = options.signal ? { signal: options.signal } : {};
  const ticket = options.resume ?? (await flow.start(client, parameters, call));
  if (options.resume === undefined) await options.onStarted?.(ticket);

  let state = await waitFor(flow, client, ticket, options);
  if (state.end === 'failed' && flow.retry) {
    await flow.retry(client, ticket, call);
    // Asked at once it would still show the old failure.
    await sleep(options.clock ?? systemClock, options.intervalMs ?? flow.intervalMs, options.signal);
    state = await waitFor(flow, client, ticket, options);
  }
  if (state.end === 'failed') {
    throw new OccwoError(`Wildberries ${route}: job ${ticket} ended as "${state.word}"`, { code: 'job-failed', hint: 'start it again; a report is kept for some hours only' });
  }
  return { ticket, state: state.word, value: await flow.fetch(client, ticket, call) };
}

function waitFor<Value>(flow: JobFlow<Value>, client: WildberriesClient, ticket: string, options: JobOptions): Promise<JobState> {
  const { clock = systemClock, signal, deadlineMs = 1_800_000, intervalMs = flow.intervalMs } = options;
  return pollUntil({ clock, signal, deadlineMs, intervalMs }, async () => {
    const state = await flow.ask(client, ticket, signal ? { signal } : {});
    return state.end ? state : undefined;
  });
}
