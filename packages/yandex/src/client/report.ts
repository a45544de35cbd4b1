import { OccwoError, sleep, systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import { pollUntil } from '@occwo/core/client';
import type { YandexClient } from './yandex-client.js';

/** What every method that generates a report or document answers. */
export interface GeneratedReport {
  readonly result?: { readonly reportId?: string | null; readonly estimatedGenerationTime?: number | null } | null;
}

export interface ReportOptions {
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** How long to wait for the report, milliseconds. Default: 30 minutes. */
  readonly deadlineMs?: number;
}

/** A report or document that is done. */
export interface YandexReport {
  readonly reportId: string;
  /** There is no data for what was asked: no file, and no failure. */
  readonly empty: boolean;
  /** Some of what was asked for (orders of a label sheet) was not found and is missing from the file. */
  readonly incomplete: boolean;
  /** Asks for a link to the file. A link holds for 60 minutes and each call makes a new one: download at once, keep the file. Throws when `empty`. */
  link(): Promise<string>;
}

/** Pause between two questions, milliseconds. The method takes 100 calls a minute, for all reports of the cabinet. */
const intervalMs = 5_000;

const failureHints: Readonly<Record<string, string>> = {
  TOO_LARGE: 'ask for a shorter period or fewer items',
  RESOURCE_NOT_FOUND: 'check the ids that the report was asked for',
};

/**
 * Starts a report and waits until Market has made it. Starting costs quota (1 in 2 or 10 minutes for most reports), so it is never
 * repeated by itself; asking for the state is.
 *
 * @example
 * const report = await yandexReport(yandex, await yandex.reports.generateUnitedOrders({ format: 'CSV', businessId, dateFrom, dateTo }));
 * const file = report.empty ? undefined : await fetch(await report.link());
 */
export async function yandexReport(client: YandexClient, started: GeneratedReport, options: ReportOptions = {}): Promise<YandexReport> {
  const { clock = systemClock, signal, deadlineMs = 1_800_000 } = options;
  const { reportId, estimatedGenerationTime } = started.result ?? {};
  if (!reportId) {
    throw new OccwoError('Yandex Market started no report: the answer has no reportId', { code: 'job-failed', hint: 'look at what the method answered' });
  }
  const info = async () => (await client.reports.getInfo({ reportId }, signal ? { signal } : {})).result;
  const startedAt = clock.monotonic();
  await sleep(clock, Math.min(Math.max(0, estimatedGenerationTime ?? 0), deadlineMs), signal);
  const left = Math.max(0, deadlineMs - (clock.monotonic() - startedAt));
  const done = await pollUntil({ clock, signal, deadlineMs: left, intervalMs }, async () => {
    const state = await info();
    return state && (state.status === 'DONE' || state.status === 'FAILED') ? state : undefined;
  });
  if (done.status === 'FAILED') throw failed(reportId, done.subStatus);
  const empty = done.subStatus === 'NO_DATA';
  let fresh = done.file;
  return {
    reportId,
    empty,
    incomplete: done.subStatus === 'RESOURCE_NOT_FOUND',
    async link() {
      const file = fresh ?? (empty ? undefined : (await info())?.file);
      fresh = undefined;
      if (!file) throw new OccwoError(`report ${reportId} has no file`, { code: 'job-failed', hint: 'there was no data for what was asked' });
      return file;
    },
  };
}

function failed(reportId: string, subStatus: string | null | undefined): OccwoError {
  return new OccwoError(`Yandex Market could not make the report ${reportId}${subStatus ? `: ${subStatus}` : ''}`, {
    code: 'job-failed', hint: failureHints[subStatus ?? ''] ?? 'ask for it again later; each start costs quota',
  });
}
