-- What each seller's account has of ours: one row for each kind and SKU (of a stock, for each warehouse).
-- Times are milliseconds since 1970 of the process that publishes.
create table occwo_ledger (
  account text not null,
  kind text not null check (kind in ('product', 'price', 'stock')),
  sku text not null,
  warehouse text not null default '',
  accepted_hash text,
  accepted_at integer,
  external_ids text,
  pending_hash text,
  pending_run text,
  pending_at integer,
  pending_task text,
  error text,
  error_at integer,
  error_hash text,
  updated_at integer not null,
  primary key (account, kind, sku, warehouse)
) without rowid;
-- Few rows are pending or refused, and those are what is looked for.
create index occwo_ledger_pending on occwo_ledger (account, kind, sku, warehouse) where pending_run is not null;
create index occwo_ledger_rejected on occwo_ledger (account, kind, sku, warehouse) where error is not null and pending_run is null;
create index occwo_ledger_sku on occwo_ledger (sku);
