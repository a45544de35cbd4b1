import type { Limit } from '../../../../packages/core/src/limits/limit.js';
import type { ApiDocument, ApiModel, ApiOperation, DocumentOperation, Schema } from '../model.js';
import { batchOf } from './batch.js';
import { parseLimit } from './limit-text.js';
import { parsePaging } from './paging-text.js';
import type { Overlay, OverlayOperation } from './read-overlay.js';

/** The name of each route, from the lock. */
export type Names = ReadonlyMap<string, string>;

/**
 * Joins what the documents say with what the overlay knows. Throws where the two do not meet: an operation that nobody has
 * classified, a line for a route that is gone, a bucket or a replacement that is not there.
 */
export function applyOverlay(document: ApiDocument, overlay: Overlay, names: Names, title: string, property: string): ApiModel {
  const routes = new Set(document.operations.map(({ route }) => route));
  const gone = Object.keys(overlay.operations).filter((route) => !routes.has(route));
  if (gone.length > 0) throw new Error(`in the overlay, but in no document: ${gone.join(', ')}`);
  const limits: Record<string, Limit> = {};
  for (const [key, text] of Object.entries(overlay.limits)) limits[key] = within(`limits.${key}`, () => parseLimit(text));
  const operations = document.operations.map((operation) => {
    const line = overlay.operations[operation.route];
    if (!line) throw new Error(`${operation.route} is in no overlay: say at least what it does (kind: read, set, create …)`);
    return within(operation.route, () => join(operation, line, overlay, names, limits, document.definitions));
  });
  const used = new Set(operations.flatMap((operation) => operation.limits));
  const idle = Object.keys(limits).filter((key) => !used.has(key));
  if (idle.length > 0) throw new Error(`limits that no operation pays: ${idle.join(', ')}`);
  return { title, property, operations, definitions: document.definitions, hosts: document.hosts, limits };
}

function join(
  operation: DocumentOperation, line: OverlayOperation, overlay: Overlay, names: Names, limits: Record<string, Limit>,
  definitions: Readonly<Record<string, Schema>>,
): ApiOperation {
  const full = names.get(operation.route);
  if (!full) throw new Error('has no name in the lock');
  const [group, name] = full.split('.') as [string, string];
  return {
    ...operation, group, name,
    kind: line.kind,
    body: line.body ? { ...operation.body, kind: line.body } : operation.body,
    reply: line.reply ? { ...operation.reply, kind: line.reply } : operation.reply,
    limits: limitKeys(line.limit ?? overlay.defaultLimit, full, overlay, limits),
    paging: line.page === undefined ? undefined : parsePaging(line.page),
    batch: batchOf(operation, line.batch, definitions),
    sunset: line.off,
    replacement: line.by === undefined ? undefined : replacementOf(line.by, names),
    access: line.access,
    note: line.note,
  };
}

/** `all+80/min` pays the shared bucket `all` and one of its own, whose key is the operation's name. */
function limitKeys(text: string | undefined, full: string, overlay: Overlay, limits: Record<string, Limit>): string[] {
  if (text === undefined) throw new Error('has no limit, and the API no default one');
  return text.split('+').map((each) => {
    const key = each.trim();
    if (key in overlay.limits) return key;
    limits[full] = parseLimit(key);
    return full;
  });
}

function replacementOf(text: string, names: Names): string {
  if ([...names.values()].includes(text)) return text;
  const name = names.get(text) ?? names.get(`POST ${text}`);
  // What replaces it may be younger than our document; then its route is the best name there is.
  return name ?? (text.includes(' ') ? text.replaceAll(' ', '~') : `POST~${text}`);
}

function within<Result>(place: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
