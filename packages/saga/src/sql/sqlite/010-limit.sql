-- Shares of rate limits that processes of one account hold: one JSON document a limit (see core's share-exchange).
create table occwo_limit (
  key text primary key,
  state text not null
);
