import { randomUUID } from 'node:crypto';
import { OccwoError } from '@occwo/core';
import type { CallOptions } from '@occwo/core';
import type { Routes } from '../../generated/routes.js';
import { priceCalls } from '../../marketplace/price-calls.js';
import type { PricedGood } from '../../marketplace/price-calls.js';
import type { WildberriesClient } from '../create-wildberries.js';
import { unzip } from './unzip.js';
import type { UnzippedFile } from './unzip.js';

/** What each job gives in the end, by the route that starts it. */
export interface JobValues {
  'GET /api/v1/warehouse_remains': NonNullable<Routes['GET /api/v1/warehouse_remains/tasks/{task_id}/download']['reply']>;
  'GET /api/v1/acceptance_report': NonNullable<Routes['GET /api/v1/acceptance_report/tasks/{task_id}/download']['reply']>;
  'GET /api/v1/paid_storage': NonNullable<Routes['GET /api/v1/paid_storage/tasks/{task_id}/download']['reply']>;
  /** Files out of the ZIP: CSV texts in UTF-8. */
  'POST /api/v2/nm-report/downloads': readonly UnzippedFile[];
  /** Each good with its own status: 2 done, 3 refused with a text. */
  'POST /api/v2/upload/task': readonly PricedGood[];
  'POST /api/v2/upload/task/size': readonly PricedGood[];
  'POST /api/v2/upload/task/club-discount': readonly PricedGood[];
  'POST /api/discounts-prices/v1/upload/task/b2b/wholesale': readonly PricedGood[];
  'POST /api/v1/calendar/promotions/upload': readonly PricedGood[];
}

/** A route that starts a job. */
export type JobRoute = keyof JobValues;

export interface JobState {
  /** The marketplace's own word or number. */
  readonly word: string;
  /** Undefined while the job runs. */
  readonly end?: 'done' | 'failed' | undefined;
}

/** How one kind of job is started, asked for and fetched. */
export interface JobFlow<Value> {
  start(client: WildberriesClient, parameters: JobParameters, options: CallOptions): Promise<string>;
  ask(client: WildberriesClient, ticket: string, options: CallOptions): Promise<JobState>;
  /** Undefined: it came to an end and there is nothing. */
  fetch(client: WildberriesClient, ticket: string, options: CallOptions): Promise<Value | undefined>;
  /** Starts a job that failed once more. */
  retry?(client: WildberriesClient, ticket: string, options: CallOptions): Promise<void>;
  /** Pause between two questions, milliseconds, by the limit of the method that answers them. */
  readonly intervalMs: number;
}

export interface JobParameters {
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const flows: { readonly [Route in JobRoute]: JobFlow<JobValues[Route]> } = {
  'GET /api/v1/warehouse_remains': report('/api/v1/warehouse_remains'),
  'GET /api/v1/acceptance_report': report('/api/v1/acceptance_report'),
  'GET /api/v1/paid_storage': report('/api/v1/paid_storage'),
  'POST /api/v2/nm-report/downloads': csvReport(),
  'POST /api/v2/upload/task': priceUpload('/api/v2/upload/task'),
  'POST /api/v2/upload/task/size': priceUpload('/api/v2/upload/task/size'),
  'POST /api/v2/upload/task/club-discount': priceUpload('/api/v2/upload/task/club-discount'),
  'POST /api/discounts-prices/v1/upload/task/b2b/wholesale': priceUpload('/api/discounts-prices/v1/upload/task/b2b/wholesale'),
  'POST /api/v1/calendar/promotions/upload': priceUpload('/api/v1/calendar/promotions/upload'),
};

export function flowOf<Route extends JobRoute>(route: Route): JobFlow<JobValues[Route]> {
  return flows[route];
}

type ReportPath = '/api/v1/warehouse_remains' | '/api/v1/acceptance_report' | '/api/v1/paid_storage';

/** Reports of analytics: a task, its status (1 question in 5 s), its rows (1 a minute; 204 when there are none). */
function report<Value>(path: ReportPath): JobFlow<Value> {
  const ends: Readonly<Record<string, JobState['end']>> = { done: 'done', purged: 'failed', canceled: 'failed' };
  return {
    intervalMs: 5000,
    async start(client, { query }, options) {
      const reply = (await client.request(`GET ${path}`, { query: query as never }, options)) as { data?: { taskId?: string } };
      return ticketOf(path, reply.data?.taskId);
    },
    async ask(client, ticket, options) {
      const reply = (await client.request(`GET ${path}/tasks/{task_id}/status`, { path: { task_id: ticket } }, options)) as { data?: { status?: string } };
      const word = reply.data?.status ?? '';
      return { word, end: ends[word] };
    },
    async fetch(client, ticket, options) {
      return ((await client.request(`GET ${path}/tasks/{task_id}/download`, { path: { task_id: ticket } }, options)) ?? undefined) as Value | undefined;
    },
  };
}

/** CSV reports: the caller makes the id, so that a start whose answer was lost can be looked for. Kept for 48 hours. */
function csvReport(): JobFlow<readonly UnzippedFile[]> {
  const ends: Readonly<Record<string, JobState['end']>> = { SUCCESS: 'done', FAILED: 'failed' };
  return {
    intervalMs: 20_000,
    async start(client, { body }, options) {
      const named = { id: randomUUID(), ...(body as object) };
      try {
        await client.request('POST /api/v2/nm-report/downloads', { body: named as never }, options);
      } catch (error) {
        if (!OccwoError.is(error) || error.code !== 'unknown-outcome') throw error;
      }
      return named.id;
    },
    async ask(client, ticket, options) {
      const { data } = await client.request('GET /api/v2/nm-report/downloads', { query: { 'filter[downloadIds]': [ticket] } }, options);
      const word = data?.find(({ id }) => id === ticket)?.status ?? '';
      return { word, end: ends[word] };
    },
    async fetch(client, ticket, options) {
      return unzip(await client.request('GET /api/v2/nm-report/downloads/file/{downloadId}', { path: { downloadId: ticket } }, options));
    },
    async retry(client, ticket, options) {
      await client.request('POST /api/v2/nm-report/downloads/retry', { body: { downloadId: ticket } }, options);
    },
  };
}

/** Uploads of prices and promotions: in a buffer first, in the history when they have been worked off. */
function priceUpload(path: string): JobFlow<readonly PricedGood[]> {
  const ends: Readonly<Record<number, JobState['end']>> = { 3: 'done', 4: 'failed', 5: 'done', 6: 'done' };
  return {
    intervalMs: 1000,
    async start(client, { body }, options) {
      const reply = (await client.request(`POST ${path}` as 'POST /unknown', { body }, options)) as { id?: number; data?: { id?: number; uploadID?: number } };
      return ticketOf(path, reply.data?.id ?? reply.data?.uploadID ?? reply.id);
    },
    async ask(client, ticket, options) {
      const task = await priceCalls(client, options).task(Number(ticket));
      return { word: String(task?.status ?? 'waiting'), end: task && ends[task.status] };
    },
    fetch: (client, ticket, options) => priceCalls(client, options).goods(Number(ticket)),
  };
}

function ticketOf(path: string, ticket: string | number | undefined): string {
  if (ticket === undefined || ticket === '') throw new OccwoError(`Wildberries ${path} gave no number of a job`, { code: 'job-failed', hint: 'look at what the method answered' });
  return String(ticket);
}
