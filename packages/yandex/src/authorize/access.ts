import { RefusedError } from '@occwo/core';
import type { Clock, Operation } from '@occwo/core';

/** What a key may do, as `POST /v2/auth/token` tells it. */
export interface KeyAccess {
  /** Name of the key in the cabinet. */
  readonly name: string;
  /** `offers-and-cards-management`, `pricing:read-only`, `all-methods` … */
  readonly scopes: readonly string[];
}

/** The reply of the token call: scopes in capitals. */
export interface TokenReply {
  readonly result?: { readonly apiKey?: { readonly name?: string | null; readonly authScopes?: readonly string[] | null } | null } | null;
}

/** An edit of a key takes up to 10 minutes at Market, so what was learnt is believed for as long. */
const freshMs = 600_000;

/** `PRICING_READ_ONLY` → `pricing:read-only`, as the document and the refusals write it. */
export function scopeName(wire: string): string {
  return wire.replace(/_READ_ONLY$/, ':READ-ONLY').replaceAll('_', '-').toLowerCase();
}

/** Reads the reply of the token call. */
export function keyAccess({ result }: TokenReply): KeyAccess {
  return { name: result?.apiKey?.name ?? '', scopes: (result?.apiKey?.authScopes ?? []).map(scopeName) };
}

/** Accesses that have no `:read-only` twin: for reads, `all-methods:read-only` stands in for them. */
const withoutTwin = new Set(['finance-and-accounting', 'communication', 'settings-management']);

/**
 * The accesses that an operation takes, one of which the key must have; empty where it takes any key. A row names the weakest ones:
 * `pricing:read-only` is served by `pricing` too, and everything by `all-methods`. Labels and acts are reads that take no read-only key.
 */
export function acceptedScopes({ access, effect }: Operation): readonly string[] {
  const named = access?.split('|').filter(Boolean) ?? [];
  if (named.length === 0) return [];
  const stronger = named.filter((scope) => scope.endsWith(':read-only')).map((scope) => scope.slice(0, -':read-only'.length));
  const readable = stronger.length > 0 || (effect === 'read' && named.every((scope) => withoutTwin.has(scope)));
  return [...named, ...stronger, 'all-methods', ...(readable ? ['all-methods:read-only'] : [])];
}

/** Learns what the key may do, once for many callers, and again when that is old. */
export function accessMemory(ask: () => Promise<TokenReply>, clock: Clock): () => Promise<KeyAccess> {
  let learnt: { readonly access: Promise<KeyAccess>; readonly until: number } | undefined;
  return () => {
    if (learnt && clock.monotonic() < learnt.until) return learnt.access;
    const access = ask().then(keyAccess);
    const mine = { access, until: clock.monotonic() + freshMs };
    learnt = mine;
    access.catch(() => {
      if (learnt === mine) learnt = undefined;
    });
    return access;
  };
}

/** Refuses an operation that the key has no access for, naming what is missing. */
export function refuseWithoutAccess(operation: Operation, { name, scopes }: KeyAccess): void {
  const accepted = acceptedScopes(operation);
  if (accepted.length === 0 || accepted.some((scope) => scopes.includes(scope))) return;
  throw new RefusedError(`Yandex Market: the key "${name}" has no access to ${operation.name}; nothing was sent`, {
    code: 'credentials',
    hint: `give the key one of these in the cabinet ("API and modules"): ${accepted.join(', ')}; a change takes up to 10 minutes`,
  });
}
