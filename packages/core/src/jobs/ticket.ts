import type { CallParameters } from '../pipeline/call.js';
import type { JobFlow } from './job-flow.js';
import type { JobTicket } from './job.js';
import { firstText, readAll } from './places.js';

/** What a ticket holds: the numbers of the tasks, and what the questions repeat of the request, so that a stranger can go on. */
export interface TicketContent {
  readonly numbers: readonly string[];
  readonly repeated: Readonly<Record<string, string>>;
}

/** `77`, `1,2`, `C-1;body.supply_id=S-5`. */
export function writeTicket({ numbers, repeated }: TicketContent): JobTicket {
  return [numbers.join(','), ...Object.entries(repeated).map(([place, value]) => `${place}=${value}`)].join(';');
}

export function readTicket(ticket: JobTicket | number): TicketContent {
  const [numbers = '', ...pairs] = String(ticket).split(';');
  return { numbers: numbers.split(',').filter(Boolean), repeated: Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])) };
}

/** The numbers that a start gave; none where its answer has none. Zero is how Ozon says that it started nothing. */
export function startedTicket(flow: JobFlow, parameters: CallParameters, reply: unknown): TicketContent {
  const numbers = flow.ticket
    .map((path) => readAll(path.startsWith('request.') ? { request: parameters } : reply, path).map(String).filter((number) => number !== '0'))
    .find((found) => found.length > 0);
  const repeated = (flow.repeats ?? []).map((place) => [place, firstText(parameters, [place]) ?? '']);
  return { numbers: numbers ?? [], repeated: Object.fromEntries(repeated) as Record<string, string> };
}
