import type { CallOptions, Clock } from '@occwo/core';
import { ApiError, systemClock } from '@occwo/core';
import type { CallParameters } from '@occwo/core/client';
import { pollUntil } from '@occwo/core/client';
import type { JobFlow, JobRoute } from './flows.js';
import { jobFlows } from './flows.js';
import { jobState } from './job-state.js';
import { readAt } from './read-at.js';

/** What a job needs of a client of Ozon, of either API. */
export interface JobRequester {
  request(route: `${'GET' | 'POST'} /${string}`, parameters?: CallParameters, options?: CallOptions): Promise<unknown>;
}

/** The number that Ozon gave a job; keep it to go on after a crash. */
export type JobTicket = string | number;

export interface JobOptions {
  /** So long the job is asked for, milliseconds. Default: 600 000. */
  readonly deadlineMs?: number;
  /** Pause before the second question, milliseconds; it grows to ten times that. Default: 1000. */
  readonly intervalMs?: number;
  readonly signal?: AbortSignal;
  /** Told of the job's numbers as soon as it has started. */
  readonly onStarted?: (tickets: readonly JobTicket[]) => void | Promise<void>;
  /** Goes on with a job that runs already, instead of starting one. */
  readonly resume?: readonly JobTicket[];
  /** Hand in the client's clock if that has one of its own. */
  readonly clock?: Clock;
}

/** A job that came to a good end. */
export interface JobResult {
  readonly ticket: JobTicket;
  /** Ozon's own word for the end. */
  readonly state: string;
  /** Link to the file, where the job makes one. Some live for minutes. */
  readonly file?: string;
  /** The last answer as it came. */
  readonly reply: unknown;
}

const filePaths = ['result.file', 'result.file_url', 'file_url', 'label_url', 'cdn_url', 'link'];
const errorPaths = ['result.error', 'error.message', 'error.code', 'error', 'error_message', 'error_reasons[]', 'errors[]', 'errors.error_reasons[]', 'errors[].error_message'];

/**
 * Runs one of Ozon's asynchronous jobs to its end: starts it, asks until it is done, and gives the last answer; one
 * result a task (labels make two). Throws an `ApiError` (code `rejected`) when the job ends badly, a `RefusedError`
 * (code `deadline`) when it does not end in time: it goes on at Ozon then, and `resume` takes it up again.
 *
 * @example
 * const [report] = await runJob(ozon, 'POST /v1/report/products/create', { body: { language: 'RU' } });
 * console.log(report?.file);
 */
export async function runJob(client: JobRequester, route: JobRoute, parameters: CallParameters = {}, options: JobOptions = {}): Promise<JobResult[]> {
  const flow: JobFlow = jobFlows[route];
  const { signal, onStarted } = options;
  const tickets = options.resume ?? ticketsOf(flow, parameters, await client.request(route, parameters, signal && { signal }));
  if (tickets.length === 0) throw new ApiError(`${route} gave no number of a job`, failure(route, 'unreadable-reply', undefined));
  if (!options.resume) await onStarted?.(tickets);
  return Promise.all(tickets.map((ticket) => finish(client, route, flow, parameters, ticket, options)));
}

async function finish(
  client: JobRequester, route: JobRoute, flow: JobFlow, parameters: CallParameters, ticket: JobTicket, options: JobOptions,
): Promise<JobResult> {
  const { clock = systemClock, deadlineMs = 600_000, intervalMs = 1000, signal } = options;
  return pollUntil({ clock, signal, deadlineMs, intervalMs }, async () => {
    const reply = await client.request(flow.poll as `POST /${string}`, question(flow, parameters, ticket), signal && { signal });
    const words = readAt(reply, flow.state).map(String);
    // A list of words is a job of many items: it is over when none runs, and how each ended stands in the reply.
    const ofItems = flow.state.includes('[]');
    const running = words.length === 0 || words.some((word) => jobState(word) === 'running');
    if (running) return undefined;
    const [state = ''] = words;
    if (!ofItems && jobState(state) === 'failed') throw new ApiError(`${route} ended as "${state}"${because(reply)}`, failure(route, 'rejected', reply, state));
    const [file] = filePaths.flatMap((path) => readAt(reply, path)).filter((one) => typeof one === 'string');
    return { ticket, state: ofItems ? 'done' : state, reply, ...(file && { file }) };
  });
}

function ticketsOf({ ticket }: JobFlow, { body }: CallParameters, reply: unknown): JobTicket[] {
  for (const path of ticket) {
    const inRequest = path.startsWith('request.');
    const found = readAt(inRequest ? body : reply, path.replace(/^request\./, ''));
    if (found.length > 0) return found as JobTicket[];
  }
  return [];
}

function question(flow: JobFlow, { body }: CallParameters, ticket: JobTicket): CallParameters {
  if (flow.as.startsWith('{')) return { path: { [flow.as.slice(1, -1)]: ticket } };
  const repeated = Object.fromEntries((flow.with ?? []).map((name) => [name, readAt(body, name)[0]]));
  return { body: { ...repeated, [flow.as]: ticket } };
}

function because(reply: unknown): string {
  const words = errorPaths.flatMap((path) => readAt(reply, path)).filter((one) => typeof one === 'string' && !one.endsWith('UNSPECIFIED'));
  return words.length > 0 ? `: ${[...new Set(words)].join(', ')}` : '';
}

function failure(route: JobRoute, code: 'rejected' | 'unreadable-reply', body: unknown, vendorCode?: string) {
  return { code, marketplace: 'ozon', operation: route, status: 200, attempt: 1, body, vendorCode, hint: 'correct what the reason names and start the job again' };
}
