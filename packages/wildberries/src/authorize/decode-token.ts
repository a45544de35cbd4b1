import { hasBit, bitOf, readOnlyBit, tokenCategories } from './categories.js';
import type { TokenCategory } from './categories.js';

/** Who the token is for; decides its limits. A token of 2023 does not say, and counts as `personal`. */
export type TokenType = 'base' | 'test' | 'personal' | 'service';

/** What a Wildberries token says of itself. Nothing in it is secret. */
export interface TokenInfo {
  readonly type: TokenType;
  /** The API categories it may use, as chosen when it was made. */
  readonly categories: readonly TokenCategory[];
  /** Every write is refused with 403. */
  readonly readOnly: boolean;
  /** Milliseconds since 1970 (UTC); a token lives 180 days. Undefined where it does not say. */
  readonly expiresAt: number | undefined;
  /** Works on the sandbox hosts alone. */
  readonly sandboxOnly: boolean;
  /** UUID of the seller; all tokens of one seller share it. */
  readonly sellerId: string | undefined;
  /** UUID of the token itself. */
  readonly tokenId: string | undefined;
}

const types: Readonly<Record<number, TokenType>> = { 1: 'base', 2: 'test', 3: 'personal', 4: 'service' };

/**
 * Reads a Wildberries token (a JWT) without checking its signature: only Wildberries can do that.
 * Undefined when it is no JWT with a JSON payload.
 *
 * @example decodeToken(process.env.OCCWO_WILDBERRIES_TOKEN ?? '')?.categories // ['content', 'marketplace']
 */
export function decodeToken(token: string): TokenInfo | undefined {
  const payload = payloadOf(token);
  if (!payload) return undefined;
  const mask = maskOf(payload.s);
  return {
    type: types[Number(payload.acc)] ?? (payload.t === true ? 'test' : 'personal'),
    categories: mask === undefined ? tokenCategories : tokenCategories.filter((category) => hasBit(mask, bitOf(category))),
    readOnly: mask !== undefined && hasBit(mask, readOnlyBit),
    expiresAt: typeof payload.exp === 'number' ? payload.exp * 1000 : undefined,
    sandboxOnly: payload.t === true,
    sellerId: textOf(payload.sid),
    tokenId: textOf(payload.id),
  };
}

function payloadOf(token: string): Record<string, unknown> | undefined {
  const part = token.trim().replace(/^Bearer\s+/i, '').split('.')[1];
  if (!part) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The mask, or undefined where the token has none; then the marketplace must decide. */
function maskOf(value: unknown): bigint | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
