-- One row a process: its lease, by the database's clock.
create table saga_worker (
  id text primary key,
  expires timestamptz not null
);

-- The shape that running sagas of a version depend on.
create table saga_definition (
  name text not null,
  version int not null,
  fingerprint text not null,
  shape jsonb not null,
  primary key (name, version)
);

create table saga (
  id bigint generated always as identity primary key,
  name text not null,
  version int not null,
  fingerprint text not null,
  key text not null,
  input jsonb not null,
  input_hash text not null,
  status text not null default 'running' check (status in ('running', 'completed', 'compensated', 'stuck')),
  owner text,
  epoch bigint not null default 1,
  due timestamptz not null default now(),
  poked boolean not null default false,
  pokes int not null default 0,
  interrupted boolean not null default false,
  deadline timestamptz,
  parent bigint,
  similarity text,
  created timestamptz not null default now(),
  ended timestamptz,
  unique (name, key)
) with (fillfactor = 80);
create index saga_ready on saga (due) where status = 'running' and owner is null;
create index saga_owned on saga (owner) where owner is not null;
create index saga_poked on saga (owner) where poked and owner is not null;
create index saga_stuck on saga (id) where status = 'stuck';
create index saga_ended on saga (ended) where ended is not null;
create index saga_similar on saga (name, similarity, created) where similarity is not null;

-- The journal: append only. No foreign key: an append joins its saga for the fence anyway, and a check a row would cost as much as the row.
create table saga_step (
  saga_id bigint not null,
  seq int not null,
  step text not null,
  kind text not null,
  outcome text,
  result jsonb,
  error text,
  attempt int,
  delay_ms bigint,
  token text,
  epoch bigint not null,
  worker text,
  actor text,
  reason text,
  at timestamptz not null default now(),
  primary key (saga_id, seq)
);
create unique index saga_step_token on saga_step (saga_id, token) where token is not null;

create table saga_outbox (
  id bigint generated always as identity primary key,
  mid text not null,
  topic text not null,
  key text not null,
  body jsonb not null,
  headers jsonb,
  at timestamptz not null default now()
);

create table saga_inbox (
  consumer text not null,
  mid text not null,
  at timestamptz not null default now(),
  primary key (consumer, mid)
);
create index saga_inbox_at on saga_inbox (at);
