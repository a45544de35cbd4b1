import { UnknownOutcomeError } from '../errors/local-errors.js';
import type { CallOptions } from '../client/call-options.js';
import type { CallParameters } from '../pipeline/call.js';
import { systemClock } from '../time/clock.js';
import { jobFailed, noTicket } from './job-errors.js';
import type { JobFlow } from './job-flow.js';
import type { Job, JobClient, JobOptions, JobResult, JobTicket } from './job.js';
import { fetchResult } from './fetch-result.js';
import { leftOutIn, reasonsIn } from './job-state.js';
import { firstText, withPlace } from './places.js';
import { readTicket, startedTicket, writeTicket } from './ticket.js';
import type { TicketContent } from './ticket.js';
import { waitForJob } from './wait-for-job.js';

export interface JobSource {
  readonly client: JobClient;
  readonly marketplace: string;
  /** The route that starts it. */
  readonly route: string;
  readonly flow: JobFlow;
}

type Route = Parameters<JobClient['request']>[0];

/**
 * Makes a job out of a row of a marketplace's table. For authors of marketplace packages; sellers call `job(client, route)` of theirs.
 *
 * @example
 * const report = createJob({
 *   client: ozon, marketplace: 'ozon', route: 'POST /v1/report/products/create',
 *   flow: { ticket: ['result.code'], status: 'POST /v1/report/info', as: 'body.code', state: 'result.status', ends: { success: 'done', failed: 'failed' }, intervalMs: 1000 },
 * });
 */
export function createJob<Given, Value>({ client, marketplace, route, flow }: JobSource): Job<Given, Value> {
  const name = { marketplace, route };

  const start = async (given: CallParameters, options: JobOptions): Promise<Started> => {
    const { invents } = flow;
    const invented = invents === undefined ? undefined : (firstText(given, [invents]) ?? crypto.randomUUID());
    const parameters = invents === undefined ? given : withPlace(given, invents, invented);
    const toTicket = async (content: TicketContent, rest: Omit<Started, 'ticket' | 'content'>): Promise<Started> => {
      const ticket = writeTicket(content);
      if (content.numbers.length > 0) await options.onStarted?.(ticket);
      return { ticket, content, ...rest };
    };
    try {
      const reply = await client.request(route as Route, parameters, callOptions(options));
      const content = startedTicket(flow, parameters, reply);
      if (content.numbers.length === 0 && !flow.atOnce) {
        const reasons = reasonsIn(flow, reply);
        throw reasons.length > 0 ? jobFailed(name, { reasons, body: reply }) : noTicket(name, reply);
      }
      return await toTicket(content, { reply, expectedMs: Number(flow.expectedMs === undefined ? 0 : (firstText(reply, [flow.expectedMs]) ?? 0)) });
    } catch (error) {
      // A number of our own can be looked for; any other start may have happened under a number that nobody knows.
      if (invented === undefined || !(error instanceof UnknownOutcomeError)) throw error;
      return toTicket({ numbers: [invented], repeated: {} }, { expectedMs: 0, doubt: error });
    }
  };

  const finish = async (started: Started, options: JobOptions): Promise<JobResult<Value>> => {
    const { ticket, reply } = started;
    if (started.content.numbers.length === 0) return { ticket, state: 'done', empty: false, value: reply as Value, replies: [reply], leftOut: leftOutIn(flow, reply), files: [], file: undefined };
    const calls = callOptions(options);
    const states = await waitForJob({ client, name, flow, clock: options.clock ?? systemClock, calls, options, ...started });
    const result = await fetchResult<Value>({ client, flow, name, calls, ...started, states });
    // The start of a job of many may have taken some only; what it refused is in its own answer.
    return { ...result, leftOut: [...new Set([...leftOutIn(flow, reply), ...result.leftOut])] };
  };

  return {
    run: async (parameters, options = {}) => finish(await start(parameters as CallParameters, options), options),
    start: async (parameters, options = {}) => (await start(parameters as CallParameters, options)).ticket,
    resume: async (ticket, options = {}) => finish({ ticket: String(ticket), content: readTicket(ticket), expectedMs: 0 }, options),
  };
}

/** A job that is under way, or (with a doubt) may be. */
export interface Started {
  readonly ticket: JobTicket;
  readonly content: TicketContent;
  readonly expectedMs: number;
  readonly reply?: unknown;
  /** The answer of the start was lost. */
  readonly doubt?: UnknownOutcomeError;
}

function callOptions({ signal, priority }: JobOptions): CallOptions {
  return { ...(signal && { signal }), ...(priority && { priority }) };
}
