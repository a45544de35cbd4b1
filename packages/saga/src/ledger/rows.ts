import type { LedgerEntry, LedgerKind } from '@occwo/core/ledger';
import type { Reason } from '@occwo/core';

/** A row of `occwo_ledger`, as both dialects read it. */
export interface LedgerRow extends Record<string, unknown> {
  readonly account: string;
  readonly kind: LedgerKind;
  readonly sku: string;
  readonly warehouse: string;
  readonly accepted_hash: string | null;
  readonly accepted_at: number | null;
  readonly external_ids: string | null;
  readonly pending_hash: string | null;
  readonly pending_run: string | null;
  readonly pending_at: number | null;
  readonly pending_task: string | null;
  readonly error: string | null;
  readonly error_at: number | null;
  readonly error_hash: string | null;
  readonly updated_at: number;
}

export const columns = `account, kind, sku, warehouse, accepted_hash, accepted_at, external_ids, pending_hash, pending_run, pending_at,
  pending_task, error, error_at, error_hash, updated_at`;

export function entryOf(row: LedgerRow): LedgerEntry {
  const { account, kind, sku, warehouse } = row;
  const status = row.pending_run !== null ? 'pending' : row.error !== null ? 'rejected' : 'accepted';
  return {
    account, kind, sku, status,
    ...(warehouse !== '' && { warehouse }),
    ...(row.accepted_hash !== null && { accepted: { hash: row.accepted_hash, at: Number(row.accepted_at) } }),
    externalIds: row.external_ids === null ? {} : (JSON.parse(row.external_ids) as LedgerEntry['externalIds']),
    ...(row.pending_run !== null && { pending: pendingOf(row, row.pending_run) }),
    ...(row.error !== null && { error: errorOf(row, row.error) }),
    updatedAt: Number(row.updated_at),
  };
}

function pendingOf({ pending_hash, pending_at, pending_task }: LedgerRow, run: string): NonNullable<LedgerEntry['pending']> {
  return { hash: pending_hash ?? '', run, at: Number(pending_at), ...(pending_task !== null && { task: pending_task }) };
}

function errorOf({ error_at, error_hash }: LedgerRow, error: string): NonNullable<LedgerEntry['error']> {
  return { reasons: JSON.parse(error) as readonly Reason[], at: Number(error_at), ...(error_hash !== null && { hash: error_hash }) };
}
