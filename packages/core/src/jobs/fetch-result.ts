import { ApiError } from '../errors/api-error.js';
import type { CallOptions } from '../client/call-options.js';
import type { FileReply } from '../files/file-reply.js';
import { jobFailed } from './job-errors.js';
import type { JobName } from './job-errors.js';
import type { JobFetch, JobFlow } from './job-flow.js';
import type { JobClient, JobFile, JobResult, JobTicket } from './job.js';
import { readState } from './job-state.js';
import type { TaskState } from './job-state.js';
import { readAll, withPlace } from './places.js';
import { numberFor, question } from './question.js';
import type { TicketContent } from './ticket.js';

export interface Fetching {
  readonly client: JobClient;
  readonly flow: JobFlow;
  readonly name: JobName;
  readonly calls: CallOptions;
  readonly ticket: JobTicket;
  readonly content: TicketContent;
  readonly states: readonly TaskState[];
}

type Route = Parameters<JobClient['request']>[0];

/** What a job that is done has made. */
export async function fetchResult<Value>(fetching: Fetching): Promise<JobResult<Value>> {
  const { flow, ticket, content, states } = fetching;
  const [first] = states;
  const replies = states.map(({ reply }) => reply);
  const emptied = states.every(({ end }) => end === 'empty');
  const rows = flow.fetch?.gives === 'rows' && !emptied ? await fetchRows(fetching, flow.fetch) : undefined;
  const files = emptied ? [] : content.numbers.flatMap((number, index) => fileOf(fetching, number, states[index]));
  const note = first?.note;
  return {
    ticket, replies, files,
    leftOut: [...new Set(states.flatMap(({ leftOut }) => leftOut))],
    state: first?.word ?? '',
    ...(note !== undefined && { note }),
    empty: emptied || (flow.fetch?.gives === 'rows' && rows === undefined),
    value: (flow.fetch?.gives === 'rows' ? rows : replies[0]) as Value,
    file: files[0],
  };
}

async function fetchRows({ client, flow, calls, content }: Fetching, { route, as, pages }: JobFetch): Promise<unknown> {
  const asked = withPlace({}, as, numberFor(flow, content.numbers[0] ?? ''));
  if (!pages) {
    // 204: it came to an end, and there is nothing.
    const reply = await client.request(route as Route, asked, calls);
    return reply === null || reply === '' ? undefined : reply;
  }
  const rows: unknown[] = [];
  for (let offset = 0; ; offset += pages.size) {
    const reply = await client.request(route as Route, withPlace(withPlace(asked, pages.limit, pages.size), pages.offset, offset), calls);
    const found = readAll(reply, `${pages.items}[]`);
    rows.push(...found);
    if (found.length < pages.size) return rows;
  }
}

function fileOf(fetching: Fetching, number: string, state: TaskState | undefined): JobFile[] {
  const { client, flow } = fetching;
  const { fetch } = flow;
  if (fetch?.gives === 'file') {
    const asked = withPlace({}, fetch.as, numberFor(flow, number));
    return [{ link: undefined, open: (options) => client.file(fetch.route as Route, asked, options) }];
  }
  if (state?.link === undefined) return [];
  return [{ link: state.link, open: (options) => openLink(fetching, number, state.link as string, options) }];
}

/** A link that has died is asked for anew, once: Market gives a fresh one at each question. */
async function openLink({ client, flow, name, ticket, content }: Fetching, number: string, link: string, options?: CallOptions): Promise<FileReply> {
  try {
    return await client.download(link, options);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not-found') throw error;
    const state = readState(flow, number, await client.request(flow.status as Route, question(flow, number, content.repeated), options));
    if (state.link === undefined) throw jobFailed(name, { ticket, state: state.word, note: state.note, reasons: ['the file is gone'], body: state.reply });
    return client.download(state.link, options);
  }
}
