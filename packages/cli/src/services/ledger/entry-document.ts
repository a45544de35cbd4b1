import type { LedgerEntry } from '@occwo/core/ledger';

/** An entry as `--json` prints it: times as people and programs read them. */
export function entryDocument({ accepted, pending, error, updatedAt, ...entry }: LedgerEntry): Readonly<Record<string, unknown>> {
  return {
    ...entry,
    ...(accepted && { accepted: { ...accepted, at: iso(accepted.at) } }),
    ...(pending && { pending: { ...pending, at: iso(pending.at) } }),
    ...(error && { error: { ...error, at: iso(error.at) } }),
    updatedAt: iso(updatedAt),
  };
}

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
