import { json } from '@occwo/core/sandbox';
import type { SandboxReply } from '@occwo/core/sandbox';

/** One error in Market's own envelope. */
export interface WireError {
  readonly code: string;
  readonly message: string;
}

export const ok = (result?: unknown): SandboxReply => json(200, { status: 'OK', ...(result !== undefined && { result }) });

export const fail = (status: number, ...errors: readonly WireError[]): SandboxReply => json(status, { status: 'ERROR', errors });

export const badRequest = (code: string, message: string): SandboxReply => fail(400, { code, message });

/** Part of a list, and the token of the next part: absent on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly paging: { readonly nextPageToken?: string };
}

type Query = Readonly<Record<string, string | readonly string[]>>;

/** Cuts a page by `limit` and `pageToken` (or its second wire name `page_token`) of the query. A limit above `max` is cut silently. */
export function pageOf<Item>(items: readonly Item[], query: Query, { max, usual }: { readonly max: number; readonly usual: number }): Page<Item> {
  const limit = Math.min(max, Number(query.limit ?? usual));
  const token = query.pageToken ?? query.page_token;
  const from = typeof token === 'string' ? Number(Buffer.from(token, 'base64url').toString()) || 0 : 0;
  const until = from + limit;
  return {
    items: items.slice(from, until),
    paging: until < items.length ? { nextPageToken: Buffer.from(String(until)).toString('base64url') } : {},
  };
}
