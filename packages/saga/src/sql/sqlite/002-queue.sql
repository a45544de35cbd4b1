-- The queue of the database itself: for one machine without a broker. A message has one row a group.
create table saga_queue_group (
  topic text not null,
  consumers text not null,
  primary key (topic, consumers)
) without rowid;

create table saga_queue (
  id integer primary key autoincrement,
  topic text not null,
  consumers text not null,
  mid text not null,
  key text,
  body text not null,
  headers text,
  attempt integer not null default 1,
  due integer not null,
  dead integer not null default 0,
  reason text
);
create index saga_queue_due on saga_queue (topic, consumers, due, id) where not dead;
create index saga_queue_dead on saga_queue (topic, consumers, id) where dead;

-- Who does what only one process may do at a time.
create table saga_lock (
  name text primary key,
  holder text not null,
  expires integer not null
) without rowid;
