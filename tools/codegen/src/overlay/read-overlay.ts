import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { BodyKind, ReplyKind } from '../../../../packages/core/src/client/operation.js';
import type { Kind } from '../model.js';

/** What we know of one operation beyond the document. One line of an overlay. */
export interface OverlayOperation {
  /** `products.list`. Locked once given, see names/. */
  readonly name?: string;
  readonly kind: Kind;
  /** A shared bucket's key or several (`content+tags`), or the text of a limit of its own. Missing: the API's default. */
  readonly limit?: string;
  /** See paging-text.ts. */
  readonly page?: string;
  /** `items:100`. `false`: the document's maxItems is no batch. */
  readonly batch?: string | false;
  /** Date from which it is announced off. */
  readonly off?: string;
  /** Route or name of what replaces it. */
  readonly by?: string;
  readonly access?: string;
  /** Where the document is wrong about the form of body or reply. */
  readonly body?: BodyKind;
  readonly reply?: ReplyKind;
  /** What a caller should know and no column says; printed at the cursor. */
  readonly note?: string;
  /** Why a value differs from what one would expect. For readers of the overlay. */
  readonly why?: string;
}

/** An overlay file: the project's own knowledge of one API, made for hand editing. */
export interface Overlay {
  /** Shared buckets by key, see limit-text.ts. */
  readonly limits: Readonly<Record<string, string>>;
  /** The bucket of operations without a `limit`. */
  readonly defaultLimit?: string;
  /** Fields whose integers pass 2^53 (exact names of properties); they are typed `number | string`. */
  readonly bigIntegers?: readonly string[];
  /** `Definition.property`: documented as an object, seen as an array of it. */
  readonly arrays?: readonly string[];
  /** `Definition.property`: documented as required, and not so in prose or in life. */
  readonly optional?: readonly string[];
  /** `Definition.property`: 0, or at least this; documented as from 0. */
  readonly zeroOr?: Readonly<Record<string, number>>;
  /** Operations that the documents describe only in prose, as OpenAPI paths. */
  readonly added?: Readonly<Record<string, unknown>>;
  readonly operations: Readonly<Record<string, OverlayOperation>>;
}

const kinds: readonly Kind[] = ['read', 'set', 'upsert', 'create', 'transition', 'job', 'read-job'];
const keys = ['name', 'kind', 'limit', 'page', 'batch', 'off', 'by', 'access', 'body', 'reply', 'note', 'why'];

/** Reads an overlay; throws with the route when a line says something unknown. */
export function readOverlay(file: string): Overlay {
  const overlay = parse(readFileSync(file, 'utf8')) as Overlay;
  for (const [route, line] of Object.entries(overlay.operations)) {
    if (!kinds.includes(line.kind)) throw new Error(`${file}: ${route}: kind ${line.kind} is none of ${kinds.join(', ')}`);
    const unknown = Object.keys(line).find((key) => !keys.includes(key));
    if (unknown) throw new Error(`${file}: ${route}: ${unknown} is not known; there are ${keys.join(', ')}`);
  }
  return overlay;
}
