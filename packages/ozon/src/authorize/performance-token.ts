import type { Clock } from '@occwo/core';

/** What the token call answers. */
export interface TokenReply {
  readonly access_token: string;
  /** Seconds; 1800 in June 2026. */
  readonly expires_in: number;
}

/** One token for many callers. */
export interface TokenStore {
  /** A token that is still good, fetched if need be; callers that come meanwhile wait for the same fetch. */
  token(): Promise<string>;
  /** Forgets the token: the marketplace has refused it. */
  forget(): void;
}

/** A token is renewed so long before its end, so that none expires on its way. */
const marginMs = 60_000;

/** Fetches a token when it is first needed, keeps it until a minute before its end, and fetches once for all who wait. */
export function tokenStore(fetchToken: () => Promise<TokenReply>, clock: Clock): TokenStore {
  let current: { readonly value: string; readonly until: number } | undefined;
  let pending: Promise<string> | undefined;

  const renew = async () => {
    try {
      const reply = await fetchToken();
      current = { value: reply.access_token, until: clock.monotonic() + reply.expires_in * 1000 - marginMs };
      return reply.access_token;
    } finally {
      pending = undefined;
    }
  };

  return {
    token() {
      if (current && clock.monotonic() < current.until) return Promise.resolve(current.value);
      return (pending ??= renew());
    },
    forget() {
      current = undefined;
    },
  };
}
