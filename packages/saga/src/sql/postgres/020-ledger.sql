-- What each seller's account has of ours: one row for each kind and SKU (of a stock, for each warehouse). JSON stands as text:
-- a marketplace's words may hold what jsonb refuses. Times are milliseconds since 1970 of the process that publishes.
create table occwo_ledger (
  account text collate "C" not null,
  kind text collate "C" not null check (kind in ('product', 'price', 'stock')),
  sku text collate "C" not null,
  warehouse text collate "C" not null default '',
  accepted_hash text,
  accepted_at bigint,
  external_ids text,
  pending_hash text,
  pending_run text,
  pending_at bigint,
  pending_task text,
  error text,
  error_at bigint,
  error_hash text,
  updated_at bigint not null,
  primary key (account, kind, sku, warehouse)
) with (fillfactor = 80);
-- Few rows are pending or refused, and those are what is looked for.
create index occwo_ledger_pending on occwo_ledger (account, kind, sku, warehouse) where pending_run is not null;
create index occwo_ledger_rejected on occwo_ledger (account, kind, sku, warehouse) where error is not null and pending_run is null;
create index occwo_ledger_sku on occwo_ledger (sku);
