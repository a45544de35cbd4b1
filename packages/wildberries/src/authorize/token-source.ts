import { createHash } from 'node:crypto';
import { RefusedError } from '@occwo/core';
import { decodeToken } from './decode-token.js';
import type { TokenInfo } from './decode-token.js';

/** A credential: the text itself, or a function that is asked before each call (a vault, a rotated key). */
export type Credential = string | (() => string | undefined | Promise<string | undefined>);

export const tokenVariable = 'OCCWO_WILDBERRIES_TOKEN';

export interface Token {
  readonly text: string;
  /** Undefined when the text is no JWT; then nothing is checked before the call. */
  readonly info: TokenInfo | undefined;
  /** Names seller and token type: the marketplace counts limits by these two. Holds no secret. */
  readonly account: string;
}

/** Reads the token anew each time, and decodes it only when it has changed. */
export function tokenSource(credential: Credential | undefined): () => Promise<Token> {
  let last: Token | undefined;
  return async () => {
    const given = typeof credential === 'function' ? await credential() : (credential ?? process.env[tokenVariable]);
    const text = given?.trim().replace(/^Bearer\s+/i, '');
    if (!text) {
      throw new RefusedError(`Wildberries: there is no token`, {
        code: 'credentials',
        hint: `set the variable ${tokenVariable} or the option "token" of createWildberries()`,
      });
    }
    if (last?.text !== text) last = describe(text);
    return last;
  };
}

function describe(text: string): Token {
  const info = decodeToken(text);
  const seller = info?.sellerId ?? createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { text, info, account: `${seller}:${info?.type ?? 'personal'}` };
}
