-- Times are whole milliseconds since 1970; a due of 9007199254740991 means never.
create table saga_worker (
  id text primary key,
  expires integer not null
) without rowid;

-- The shape that running sagas of a version depend on.
create table saga_definition (
  name text not null,
  version integer not null,
  fingerprint text not null,
  shape text not null,
  primary key (name, version)
) without rowid;

create table saga (
  id integer primary key autoincrement,
  name text not null,
  version integer not null,
  fingerprint text not null,
  key text not null,
  input text not null,
  input_hash text not null,
  status text not null default 'running' check (status in ('running', 'completed', 'compensated', 'stuck')),
  owner text,
  epoch integer not null default 1,
  due integer not null,
  poked integer not null default 0,
  pokes integer not null default 0,
  interrupted integer not null default 0,
  deadline integer,
  parent integer,
  similarity text,
  created integer not null,
  ended integer,
  unique (name, key)
);
create index saga_ready on saga (due) where status = 'running' and owner is null;
create index saga_owned on saga (owner) where owner is not null;
create index saga_poked on saga (owner) where poked and owner is not null;
create index saga_stuck on saga (id) where status = 'stuck';
create index saga_ended on saga (ended) where ended is not null;
create index saga_similar on saga (name, similarity, created) where similarity is not null;

-- The journal: append only. No foreign key: an append joins its saga for the fence anyway, and a check a row would cost as much as the row.
create table saga_step (
  saga_id integer not null,
  seq integer not null,
  step text not null,
  kind text not null,
  outcome text,
  result text,
  error text,
  attempt integer,
  delay_ms integer,
  token text,
  epoch integer not null,
  worker text,
  actor text,
  reason text,
  at integer not null,
  primary key (saga_id, seq)
) without rowid;
create unique index saga_step_token on saga_step (saga_id, token) where token is not null;

create table saga_outbox (
  id integer primary key autoincrement,
  mid text not null,
  topic text not null,
  key text not null,
  body text not null,
  headers text,
  at integer not null
);

create table saga_inbox (
  consumer text not null,
  mid text not null,
  at integer not null,
  primary key (consumer, mid)
) without rowid;
create index saga_inbox_at on saga_inbox (at);
