import { createHmac } from 'node:crypto';
import { bitOf, readOnlyBit, tokenCategories } from '../authorize/categories.js';
import type { TokenCategory } from '../authorize/categories.js';
import type { TokenType } from '../authorize/decode-token.js';

/** What a token of the sandbox may do. */
export interface SandboxTokenOptions {
  /** Default: `personal`. */
  readonly type?: TokenType;
  /** Default: all. */
  readonly categories?: readonly TokenCategory[];
  readonly readOnly?: boolean;
  /** UUID of the seller: each has cards, prices and stocks of his own. Default: one and the same. */
  readonly sellerId?: string;
  /** Milliseconds since 1970. Default: the year 2100. */
  readonly expiresAt?: number;
}

/** Signs tokens that open nothing but sandboxes on this machine, so it is no secret. */
const key = 'occwo-wildberries-sandbox';
const accounts: Readonly<Record<TokenType, number>> = { base: 1, test: 2, personal: 3, service: 4 };
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Makes a token that every Wildberries sandbox takes, with the type, categories and limits asked for.
 *
 * @example createWildberries({ hosts: sandbox.hosts, token: sandboxToken({ categories: ['content'], readOnly: true }) })
 */
export function sandboxToken(options: SandboxTokenOptions = {}): string {
  const { type = 'personal', categories = tokenCategories, readOnly = false, sellerId = '00000000-0000-4000-8000-000000000001' } = options;
  const bits = [...categories.map(bitOf), ...(readOnly ? [readOnlyBit] : [])];
  const exp = Math.floor((options.expiresAt ?? Date.UTC(2100, 0, 1)) / 1000);
  const head = part({ alg: 'HS256', kid: 'sandbox', typ: 'JWT' });
  const body = part({
    acc: accounts[type],
    ...(type === 'personal' && { for: 'self' }),
    exp,
    id: '00000000-0000-4000-8000-0000000000aa',
    s: bits.reduce((mask, bit) => mask + 2 ** bit, 0),
    sid: sellerId,
    t: type === 'test',
  });
  return `${head}.${body}.${signature(`${head}.${body}`)}`;
}

/** Whether the sandbox made this token. */
export function isSandboxToken(token: string): boolean {
  const end = token.lastIndexOf('.');
  return end > 0 && token.slice(end + 1) === signature(token.slice(0, end));
}

function signature(text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
