import type { LedgerEntry } from './ledger.js';

/** What a run does with an item: send it, ask first what became of it, or leave it because nothing has changed. */
export type Move = 'send' | 'ask' | 'unchanged' | 'held';

export interface MoveRules {
  readonly force: boolean;
  readonly retryRejected: boolean;
}

/** Decides by what the ledger has of an item and the hash of what would be sent now. */
export function nextMove(entry: LedgerEntry | undefined, hash: string, { force, retryRejected }: MoveRules): Move {
  if (!entry) return 'send';
  // Before anything else: what may be under way must not be sent a second time, whatever was asked for.
  if (entry.pending) return 'ask';
  if (force) return 'send';
  if (entry.error?.hash === hash) return retryRejected ? 'send' : 'held';
  // Refused for circumstances, or with other content: what stands at the marketplace now is not sure.
  if (entry.error) return 'send';
  return entry.accepted?.hash === hash ? 'unchanged' : 'send';
}
