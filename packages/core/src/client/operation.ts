/** Whether a call changes anything at the marketplace. Taken from our tables, never from the HTTP verb. */
export type Effect = 'read' | 'write';

/**
 * What happens when the same request arrives twice; decides what may be retried.
 * - `read`: nothing changes.
 * - `set`: the value ends the same (prices, stocks).
 * - `upsert`: made once, then overwritten (card imports by offer id).
 * - `create`: a second request makes a second thing. Never repeated after an unknown outcome.
 * - `transition`: a state change that answers an error the second time.
 * - `job`: starts a report, label or document; costs quota, harms nothing.
 */
export type Idempotency = 'read' | 'set' | 'upsert' | 'create' | 'transition' | 'job';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How the request's body goes over the wire. */
export type BodyKind = 'none' | 'object' | 'array' | 'form' | 'binary';

/** What a successful answer holds. */
export type ReplyKind = 'json' | 'binary' | 'none';

/** One operation of a marketplace, with what is true about it. A row of `generated/operations.ts`, decoded. */
export interface Operation {
  /** `products.list`: group and method. */
  readonly name: string;
  readonly group: string;
  readonly method: HttpMethod;
  /** `/v3/product/list`, with `{parameters}` in braces. */
  readonly path: string;
  /** Key into the API's hosts; `main` where there is only one. */
  readonly host: string;
  readonly effect: Effect;
  readonly idempotency: Idempotency;
  /** Keys into the API's limit table; every one of them is paid. */
  readonly limits: readonly string[];
  /** Wire names of query parameters. Empty for a body-less GET or DELETE means: everything that is not in the path. */
  readonly query: readonly string[];
  /** Wire names of header parameters. */
  readonly headers: readonly string[];
  readonly body: BodyKind;
  readonly reply: ReplyKind;
  /** The field of the body that holds the items of a batch, and how many it takes. */
  readonly batch?: { readonly field: string; readonly max: number };
  /** Date (`YYYY-MM-DD`) from which the marketplace has announced it off. */
  readonly sunset?: string;
  /** Name of the operation that replaces it. */
  readonly replacement?: string;
  /** What the marketplace demands beyond the key: a token category, a scope, a subscription. */
  readonly access?: string;
}

/** The encoded table: group → method → row. See {@link parseOperation} for the form of a row. */
export type OperationTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Known = Exclude<Idempotency, 'read'>;
const writes: Readonly<Record<string, Known>> = { set: 'set', upsert: 'upsert', create: 'create', transition: 'transition', job: 'job' };

/**
 * Decodes one row: `METHOD path kind [key=value …]`, kept as text because 461 objects would be five times the weight.
 *
 * `kind` is read, set, upsert, create, transition, job (a write that only starts a document) or read-job (the same where
 * the marketplace counts it as a read). Keys: `h` host, `l` limits (`a+b`, `~` for the operation's own name), `q` query names, `hd` header names,
 * `b` body kind, `r` reply kind, `n` batch (`field:max`, no field where the body is the array), `off` sunset, `by` replacement, `a` access.
 *
 * @example parseOperation('products', 'list', 'POST /v3/product/list read l=all')
 */
export function parseOperation(group: string, method: string, row: string): Operation {
  const [verb, path, kind, ...pairs] = row.split(' ') as [HttpMethod, string, string, ...string[]];
  const value: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    value[pair.slice(0, at)] = pair.slice(at + 1);
  }
  const bodyless = verb === 'GET' || verb === 'DELETE';
  const [field, max] = value.n?.split(':') ?? [];
  return {
    name: `${group}.${method}`,
    group,
    method: verb,
    path,
    host: value.h ?? 'main',
    effect: kind.startsWith('read') ? 'read' : 'write',
    idempotency: kind === 'read-job' ? 'job' : (writes[kind] ?? 'read'),
    limits: value.l?.split('+').map((key) => (key === '~' ? `${group}.${method}` : key)) ?? [],
    query: value.q?.split(',') ?? [],
    headers: value.hd?.split(',') ?? [],
    body: (value.b as BodyKind | undefined) ?? (bodyless ? 'none' : 'object'),
    reply: (value.r as ReplyKind | undefined) ?? 'json',
    ...(field !== undefined && { batch: { field, max: Number(max) } }),
    ...(value.off && { sunset: value.off }),
    ...(value.by && { replacement: value.by }),
    ...(value.a && { access: value.a }),
  };
}
