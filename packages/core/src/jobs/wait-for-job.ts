import type { CallOptions } from '../client/call-options.js';
import type { UnknownOutcomeError } from '../errors/local-errors.js';
import { UnknownOutcomeError as Unknown } from '../errors/local-errors.js';
import { pollUntil } from '../retry/poll-until.js';
import type { Clock } from '../time/clock.js';
import { sleep } from '../time/sleep.js';
import { jobFailed, jobLate } from './job-errors.js';
import type { JobName } from './job-errors.js';
import type { JobFlow } from './job-flow.js';
import type { JobClient, JobOptions, JobTicket } from './job.js';
import { readState } from './job-state.js';
import type { TaskState } from './job-state.js';
import { withPlace } from './places.js';
import { numberFor, question } from './question.js';
import type { TicketContent } from './ticket.js';

export interface Waiting {
  readonly client: JobClient;
  readonly name: JobName;
  readonly flow: JobFlow;
  readonly clock: Clock;
  readonly calls: CallOptions;
  readonly options: JobOptions;
  readonly ticket: JobTicket;
  readonly content: TicketContent;
  readonly expectedMs: number;
  readonly doubt?: UnknownOutcomeError;
}

type Route = Parameters<JobClient['request']>[0];

const usualDeadlineMs = 1_800_000;
/** So often a job whose start may not have arrived is looked for. */
const looksInDoubt = 3;
/** So many questions may a job that was started once more still be told as failed. */
const staleAnswers = 2;

/** Asks until every task has ended; gives how. Throws when one has failed, and when it takes too long. */
export async function waitForJob(waiting: Waiting): Promise<readonly TaskState[]> {
  const { client, name, flow, clock, calls, options, ticket, content: { numbers, repeated }, doubt } = waiting;
  const { signal, deadlineMs = flow.deadlineMs ?? usualDeadlineMs, intervalMs = flow.intervalMs, onProgress } = options;
  const startedAt = clock.monotonic();
  const states = new Map<string, TaskState>();
  const retriedAt = new Map<string, number>();
  let questions = 0;

  const ask = async (number: string): Promise<void> => {
    questions += 1;
    const state = readState(flow, number, await client.request(flow.status as Route, question(flow, number, repeated), calls).catch(noNews));
    states.set(number, state);
    report(state);
    if (state.isMissing && doubt && questions >= looksInDoubt) throw doubt;
    if (state.end !== 'failed') return;
    const retried = retriedAt.get(number);
    if (!flow.retry || (retried !== undefined && questions - retried >= staleAnswers)) {
      throw jobFailed(name, { ticket, state: state.word, note: state.note, reasons: state.reasons, body: state.reply });
    }
    if (retried === undefined) {
      retriedAt.set(number, questions);
      await startAgain(number, flow.retry);
    }
    states.delete(number);
  };
  // A question changes nothing, also where its route is newer than the client's table and counts as a write there: it is asked again.
  const noNews = (error: unknown): undefined => {
    if (!(error instanceof Unknown)) throw error;
  };
  const startAgain = async (number: string, { route, as }: NonNullable<JobFlow['retry']>): Promise<void> => {
    try {
      await client.request(route as Route, withPlace({}, as, numberFor(flow, number)), calls);
    } catch (error) {
      // The next questions tell whether it arrived.
      if (!(error instanceof Unknown)) throw error;
    }
  };
  const report = (state: TaskState): void => {
    const known = [...states.values()];
    const count = numbers.length > 1 ? { done: known.filter(({ end }) => end !== undefined).length, total: numbers.length } : { done: state.done, total: state.total };
    onProgress?.({ ticket, state: state.word, questions, elapsedMs: clock.monotonic() - startedAt, ...count });
  };

  await sleep(clock, Math.min(Math.max(waiting.expectedMs, 0), deadlineMs), signal);
  const left = Math.max(0, deadlineMs - (clock.monotonic() - startedAt));
  let asking = false;
  try {
    return await pollUntil({ clock, signal, deadlineMs: left, intervalMs }, async () => {
      asking = true;
      for (const number of numbers) if (states.get(number)?.end === undefined) await ask(number);
      asking = false;
      return numbers.every((number) => states.get(number)?.end !== undefined) ? numbers.map((number) => states.get(number) as TaskState) : undefined;
    });
  } catch (error) {
    // A question may have run out of its own time: that error is the caller's; only the end of the waiting is ours to word.
    if (asking || (error as { code?: unknown }).code !== 'deadline') throw error;
    throw jobLate(name, ticket, deadlineMs);
  }
}
