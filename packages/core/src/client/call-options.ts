/** Options that every method takes as its last argument. */
export interface CallOptions {
  /** Cancels the call, whether it waits for a token, for a retry or for the answer. */
  readonly signal?: AbortSignal;
  /** The call as a whole (waiting and retries included) may take this long, milliseconds. Default: the client's. */
  readonly deadlineMs?: number;
  /** How often a failed attempt may be repeated, where the operation's effect allows it. Default: the client's. */
  readonly retries?: number;
  /** Interactive calls overtake background ones that wait for the same limit. Default: `normal`. */
  readonly priority?: 'interactive' | 'normal' | 'background';
}

/** Options of `…All` methods. */
export interface PagingOptions extends CallOptions {
  /** Items a page, where the operation lets one choose. Default: the most it takes. */
  readonly pageSize?: number;
  /** Goes on from a `cursor` that an earlier run handed out. */
  readonly cursor?: string;
}
