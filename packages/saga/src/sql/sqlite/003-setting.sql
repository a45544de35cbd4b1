-- What all processes of this database have in common.
create table saga_setting (
  name text primary key,
  value text not null
) without rowid;
