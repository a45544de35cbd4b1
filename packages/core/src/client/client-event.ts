/** What a client tells of its work. Nothing in it is secret. */
export type ClientEvent =
  | { readonly type: 'call'; readonly operation: string; readonly outcome: string; readonly attempts: number; readonly milliseconds: number }
  | { readonly type: 'attempt'; readonly operation: string; readonly attempt: number; readonly status?: number; readonly error?: string; readonly milliseconds: number }
  | { readonly type: 'retry'; readonly operation: string; readonly attempt: number; readonly waitMs: number; readonly reason: string }
  | { readonly type: 'wait'; readonly operation: string; readonly limit: string; readonly waitMs: number }
  | { readonly type: 'breaker'; readonly host: string; readonly state: 'open' | 'half-open' | 'closed' }
  | { readonly type: 'drift'; readonly operation: string; readonly path: string; readonly rule: string }
  | { readonly type: 'sunset'; readonly operation: string; readonly date: string; readonly replacement?: string };
