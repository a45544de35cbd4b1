import { OccwoError } from '../errors/occwo-error.js';
import type { ParsedReply } from '../client/api-definition.js';
import type { CallParameters } from '../pipeline/call.js';
import { readPath, withPath } from '../wire/dotted-path.js';
import type { Pages } from './pages.js';
import type { Paging, RequestPlace } from './paging.js';

export interface PaginateRequest {
  readonly paging: Paging;
  readonly parameters: CallParameters;
  readonly pageSize?: number | undefined;
  /** Where an earlier run stopped. */
  readonly cursor?: string | undefined;
  readonly call: (parameters: CallParameters) => Promise<ParsedReply>;
}

/** Where a page starts: values by their place in the request. Travels as JSON text, so that a run can be resumed. */
type Position = Readonly<Record<RequestPlace, unknown>>;

/** Walks all pages of an operation by its row in the paging table. */
export function paginate(request: PaginateRequest): Pages<unknown> {
  let cursor = request.cursor;
  async function* pages(): AsyncGenerator<unknown> {
    for await (const { reply, next } of walk(request)) {
      cursor = next && JSON.stringify(next);
      yield reply;
    }
  }
  async function* items(): AsyncGenerator<unknown> {
    for await (const page of pages()) yield* itemsOf(page, request.paging);
  }
  return {
    pages,
    [Symbol.asyncIterator]: items,
    get cursor() {
      return cursor;
    },
    async toArray({ max = Number.POSITIVE_INFINITY } = {}) {
      const gathered: unknown[] = [];
      if (max <= 0) return gathered;
      for await (const item of items()) if (gathered.push(item) >= max) break;
      return gathered;
    },
  };
}

async function* walk({ paging, parameters, pageSize, cursor, call }: PaginateRequest): AsyncGenerator<{ reply: unknown; next: Position | undefined }> {
  const size = paging.size ? (pageSize ?? (readPlace(parameters, paging.size.at) as number | undefined) ?? paging.size.default ?? paging.size.max) : undefined;
  const sized = paging.size && size !== undefined ? place(parameters, paging.size.at, size) : parameters;
  let position: Position | undefined = cursor === undefined ? firstPosition(paging, parameters) : (JSON.parse(cursor) as Position);
  let seen = 0;
  let empty = 0;
  const guard = circleGuard();
  for (let current = JSON.stringify(position); position; current = JSON.stringify(position)) {
    guard(current);
    const { value, status }: ParsedReply = await call(Object.entries(position).reduce((made, [at, to]) => place(made, at, to), sized));
    const items = itemsOf(value, paging);
    seen += items.length;
    const ended: boolean = status === 204 || isLast(paging, value, items, seen, size, position);
    position = ended ? undefined : nextPosition(paging, value, items, position, size);
    // Nothing, and the same cursor again: there is nothing more.
    if (items.length === 0 && JSON.stringify(position) === current) position = undefined;
    empty = items.length === 0 ? empty + 1 : 0;
    if (position && empty >= emptyPages) throw endless(`paging does not end: ${emptyPages} empty pages in a row, the last at ${current}`);
    yield { reply: value, next: position };
  }
}

function itemsOf(page: unknown, { items }: Paging): readonly unknown[] {
  const found = readPath(page, items);
  return Array.isArray(found) ? found : [];
}

/** The caller's own first cursor, offset or page number wins over the table's. */
function firstPosition({ at, start, style, next }: Paging, parameters: CallParameters): Position {
  const own: Record<string, unknown> = {};
  for (const place of at ? [at] : (next ?? []).map(([, to]) => to)) {
    const given = readPlace(parameters, place);
    const fallback = start ?? (style === 'offset' ? 0 : style === 'page' ? 1 : undefined);
    if (given !== undefined) own[place] = given;
    else if (fallback !== undefined) own[place] = fallback;
  }
  return own;
}

function isLast(paging: Paging, page: unknown, items: readonly unknown[], seen: number, size: number | undefined, position: Position): boolean {
  if (paging.style === 'limit-only') return true;
  if (items.length === 0) return paging.end !== 'no-cursor';
  const signal = paging.endAt === undefined ? undefined : readPath(page, paging.endAt);
  switch (paging.end) {
    case 'has-next':
      return String(signal) !== 'true'; // Ozon's chats were seen to say it as text
    case 'total':
      // Ozon renames its totals (November 2026): without one, the empty cursor or page ends the walk, never the first page.
      // A total of 0 above items is none either: gRPC writes a field that is no longer filled as 0.
      if (Number(signal ?? 0) === 0) return false;
      return seen + Number((paging.style === 'offset' && position[paging.at ?? '']) || 0) >= Number(signal);
    case 'page-count':
      return Number(position[paging.at ?? ''] ?? 1) >= Number(signal ?? 1);
    case 'short-page':
      return size !== undefined && items.length < size;
    default:
      return false;
  }
}

function nextPosition({ style, at, next }: Paging, page: unknown, items: readonly unknown[], position: Position, size: number | undefined): Position | undefined {
  if (at !== undefined) {
    const step = style === 'page' ? 1 : (size ?? items.length);
    return { ...position, [at]: Number(position[at] ?? 0) + step };
  }
  const source = style === 'last-item' ? items.at(-1) : page;
  const following: Record<string, unknown> = {};
  for (const [from, to] of next ?? []) {
    const value = readPath(source, from);
    // Zero is where the walk began: Wildberries says `next: 0`, Ozon an integer `last_id: 0`, for "nothing follows".
    if (value === undefined || value === null || value === '' || value === 0 || value === '0') return undefined;
    following[to] = value;
  }
  return following;
}

function readPlace(parameters: CallParameters, at: RequestPlace): unknown {
  return at.startsWith('?') ? parameters.query?.[at.slice(1)] : readPath(parameters.body, at);
}

function place(parameters: CallParameters, at: RequestPlace, value: unknown): CallParameters {
  return at.startsWith('?')
    ? { ...parameters, query: { ...parameters.query, [at.slice(1)]: value } }
    : { ...parameters, body: withPath(parameters.body, at, value) };
}

/** A marketplace may skip what is hidden page by page, but not for ever. */
const emptyPages = 100;

/**
 * Throws when a position comes again: at once if it is the last one, and if the marketplace goes in a larger circle, within three
 * times round. It remembers two positions, however long the list.
 */
function circleGuard(): (current: string) => void {
  let previous = '';
  let mark = '';
  let steps = 0;
  let reach = 1;
  return (current) => {
    if (current === previous || current === mark) throw endless(`paging goes in a circle: ${current} was there before`);
    previous = current;
    steps += 1;
    if (steps < reach) return;
    mark = current;
    steps = 0;
    reach *= 2;
  };
}

function endless(message: string): OccwoError {
  return new OccwoError(message, { code: 'paging-stuck', hint: 'narrow the filter, or go on later from the cursor' });
}
