import { singleFlight } from '../cache/single-flight.js';
import type { ParsedReply } from '../client/api-definition.js';
import type { Call, Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import { parseJson, stringifyJson } from '../wire/json.js';
import { sha256 } from '../wire/sha-256.js';

/**
 * Stands before validation and retry: an answer that is known costs neither a check nor a token nor an attempt, and only a valid
 * request ever got one. After the hooks, whose changes are part of the question. Kept as text: each caller gets a value of its own.
 */
export function cache(context: StageContext): Stage {
  const { definition, options, logger } = context;
  const store = options.cache;
  if (!store) return (next) => next;
  const ttlByName: Readonly<Record<string, number>> = { ...definition.cacheable, ...options.cacheFor };
  const flights = singleFlight<string | ParsedReply>();
  const failed = (doing: string) => (error: unknown) => {
    logger.warn(`the cache could not be ${doing}`, { error: error instanceof Error ? error.name : 'error' });
    return undefined;
  };

  return (next) => async (call) => {
    const { operation } = call;
    const ttlMs = ttlByName[operation.name] ?? 0;
    // Whatever a user names: what changes something is never answered from memory.
    if (ttlMs <= 0 || operation.idempotency !== 'read' || operation.reply !== 'json') return next(call);
    const key = keyOf(definition.marketplace, await definition.account(), call);
    const known = await attempt(() => store.get(key)).catch(failed('read'));
    if (typeof known === 'string') return replyOf(known);

    const answer = await flights.run(key, call.options.signal, async () => {
      const reply = await next(call);
      if (reply.status !== 200 || typeof reply.value !== 'object' || reply.value === null) return reply;
      const text = stringifyJson(reply.value);
      await attempt(() => store.set(key, text, ttlMs)).catch(failed('written'));
      return text;
    });
    return typeof answer === 'string' ? replyOf(answer) : answer;
  };
}

const nothing = new Uint8Array();
const replyOf = (text: string): ParsedReply => ({ status: 200, headers: {}, body: nothing, value: parseJson(text) });

/** A store may answer at once, later, or throw. */
const attempt = async (use: () => unknown): Promise<unknown> => use();

/** Per account: what one seller may read, another may not. Parameters go in by a hash, so that a key has no length and no secret. */
function keyOf(marketplace: string, account: string, { operation, parameters: { path, query, headers, body } }: Call): string {
  const parameters = stringifyJson([path, query, headers, body].map(ordered));
  return `occwo:${marketplace}:${account}:${operation.name}:${sha256(parameters).slice(0, 24)}`;
}

/** The same object whatever order its fields were written in; null where there is nothing, an empty object included. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value ?? null;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined).sort(([first], [second]) => (first < second ? -1 : 1));
  return fields.length === 0 ? null : Object.fromEntries(fields.map(([name, field]) => [name, ordered(field)]));
}
