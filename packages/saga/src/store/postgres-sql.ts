import { fragments } from './dialect.js';

/**
 * All that waits, in one statement and one commit: nine columns of starts ($2 to $10), eight of journal entries ($11 to $18), five of
 * releases ($19 to $23), under the name of one worker ($1). Statements of one kind each gain nothing (measured 2026-11).
 *
 * Rare columns of an entry travel as one JSON object a row. The join on epoch is the fence, the primary key the compare-and-set.
 * An entry that ends its saga comes with a release, and all releases go first, by a condition that is always true and is asked once: who
 * writes from outside locks the saga before its journal too.
 * The answer is one row; which entries and releases were taken is spelled out only where some were refused.
 */
export const writeBatch = `with
started as (
  insert into saga (name, version, fingerprint, key, input, input_hash, parent, deadline, owner)
  select new.name, new.version, new.fingerprint, new.key, new.input, new.input_hash, new.parent,
    now() + new.deadline_ms * interval '1 millisecond',
    case when new.owned then (select id from saga_worker where id = $1 and expires > now()) end
  from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::bigint[], $9::float8[], $10::boolean[])
    as new (name, version, fingerprint, key, input, input_hash, parent, deadline_ms, owned)
  on conflict (name, key) do nothing
  returning id, name, key),
released as (
  update saga set owner = null, status = new.status,
    due = coalesce(now() + new.delay_ms * interval '1 millisecond', 'infinity'::timestamptz),
    ended = case when new.status in ('completed', 'compensated') then now() end
  from unnest($19::bigint[], $20::bigint[], $21::text[], $22::float8[], $23::int[]) as new (saga_id, epoch, status, delay_ms, pokes)
  where saga.id = new.saga_id and saga.epoch = new.epoch and saga.status = 'running' and saga.pokes = new.pokes
  returning saga.id),
appended as (
  insert into saga_step (saga_id, seq, epoch, step, kind, outcome, result, worker,
    error, attempt, delay_ms, token, actor, reason)
  select saga.id, new.seq, saga.epoch, new.step, new.kind, new.outcome, new.result, $1,
    new.rare->>'error', (new.rare->>'attempt')::int, (new.rare->>'delayMs')::bigint, new.rare->>'token', new.rare->>'actor', new.rare->>'reason'
  from unnest($11::bigint[], $12::int[], $13::bigint[], $14::text[], $15::text[], $16::text[], $17::jsonb[], $18::jsonb[])
    as new (saga_id, seq, epoch, step, kind, outcome, result, rare)
  join saga on saga.id = new.saga_id and saga.epoch = new.epoch
  where (select count(*) from released) >= 0
  on conflict do nothing
  returning saga_id, seq, epoch)
select ${fragments.postgres.milliseconds('now()')} as now,
  exists (select 1 from saga_worker where id = $1 and expires > now()) as alive,
  (select json_object_agg(name || E'\\n' || key, id) from started)::text as started,
  case when (select count(*) from appended) < cardinality($11::bigint[])
    then (select coalesce(json_agg(saga_id || '/' || seq || '/' || epoch), '[]') from appended)::text end as appended,
  case when (select count(*) from released) < cardinality($19::bigint[])
    then (select coalesce(json_agg(id), '[]') from released)::text end as released`;
