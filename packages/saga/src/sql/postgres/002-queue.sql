-- The queue of the database itself: for one machine without a broker. A message has one row a group.
create table saga_queue_group (
  topic text not null,
  consumers text not null,
  primary key (topic, consumers)
);

create table saga_queue (
  id bigint generated always as identity primary key,
  topic text not null,
  consumers text not null,
  mid text not null,
  key text,
  body jsonb not null,
  headers jsonb,
  attempt int not null default 1,
  due timestamptz not null default now(),
  dead boolean not null default false,
  reason text
);
create index saga_queue_due on saga_queue (topic, consumers, due, id) where not dead;
create index saga_queue_dead on saga_queue (topic, consumers, id) where dead;

-- Who does what only one process may do at a time.
create table saga_lock (
  name text primary key,
  holder text not null,
  expires timestamptz not null
);
