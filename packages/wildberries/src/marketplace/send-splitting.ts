import { OccwoError } from '@occwo/core';
import type { ApiError, NetworkError } from '@occwo/core';

/** What a refusal of many says of one. */
export interface Blame {
  readonly message: string;
  readonly code?: string | undefined;
}

export interface Refusal<Entry> extends Blame {
  readonly entry: Entry;
  readonly error: ApiError;
}

/** What became of the entries of a request that the marketplace takes or refuses as a whole. */
export interface SplitResult<Entry> {
  readonly sent: readonly Entry[];
  readonly refused: readonly Refusal<Entry>[];
  /** Sent, and the answer was lost or a failure of the marketplace: they may have taken effect. */
  readonly doubtful: readonly Entry[];
  /** Set when sending had to stop (credentials, limits, a broken connection); `unsent` holds what did not leave. */
  readonly stopped?: { readonly error: unknown; readonly unsent: readonly Entry[] };
}

export interface Splitting<Entry> {
  send(entries: readonly Entry[]): Promise<void>;
  /** Reads names out of a refusal: the guilty entry and what is said of it. Default: it names nobody. */
  readonly blame?: (error: ApiError, entries: readonly Entry[]) => ReadonlyMap<Entry, Blame>;
  /** Where to cut entries that were refused without a name. Default: in the middle. */
  readonly middle?: (entries: readonly Entry[]) => number;
  /** Whether a refusal would meet every part of the entries too, so that cutting them is in vain. */
  readonly isWhole?: (error: ApiError) => boolean;
  /** Cuts entries into what one request takes. Default: one request takes all. */
  readonly requests?: (entries: readonly Entry[]) => readonly (readonly Entry[])[];
}

const aboutTheRequest = new Set(['invalid-request', 'rejected', 'conflict', 'locked', 'too-large', 'not-found']);

/**
 * Sends entries in one request, and when it is refused as a whole, without those that the refusal names, or in halves until
 * the bad ones stand alone.
 */
export async function sendSplitting<Entry>(entries: readonly Entry[], { send, blame, middle, isWhole, requests }: Splitting<Entry>): Promise<SplitResult<Entry>> {
  const sent: Entry[] = [];
  const refused: Refusal<Entry>[] = [];
  const waiting = entries.length === 0 ? [] : [...(requests?.(entries) ?? [entries])].reverse();
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    try {
      await send(part);
      sent.push(...part);
    } catch (error) {
      if (!isAboutTheRequest(error)) {
        const left = waiting.flat();
        if (mayHaveWorked(error)) return { sent, refused, doubtful: part, stopped: { error, unsent: left } };
        return { sent, refused, doubtful: [], stopped: { error, unsent: [...part, ...left] } };
      }
      const guilty = blame?.(error, part) ?? new Map<Entry, Blame>();
      for (const [entry, said] of guilty) refused.push({ entry, error, ...said });
      const rest = part.filter((entry) => !guilty.has(entry));
      if (guilty.size > 0) {
        if (rest.length > 0) waiting.push(rest);
      } else if (part.length === 1 || isWhole?.(error)) {
        for (const entry of part) refused.push({ entry, error, message: error.message });
      } else {
        const at = Math.min(Math.max(middle?.(part) ?? Math.ceil(part.length / 2), 1), part.length - 1);
        waiting.push(part.slice(at), part.slice(0, at));
      }
    }
  }
  return { sent, refused, doubtful: [] };
}

function isAboutTheRequest(error: unknown): error is ApiError {
  return OccwoError.is(error) && error.name === 'ApiError' && aboutTheRequest.has(error.code);
}

/** Whether a request that failed may have taken effect all the same. */
function mayHaveWorked(error: unknown): boolean {
  if (!OccwoError.is(error)) return false;
  return error.code === 'unknown-outcome' || error.code === 'server-error' || error.code === 'unreadable-reply' || (error.code === 'network' && (error as NetworkError).sent);
}
