import { fragments } from './dialect.js';

const { milliseconds } = fragments.postgres;

/**
 * One statement a batch. Rare columns travel as one JSON object a row, so that the common entry costs seven arrays.
 * The join on epoch is the fence, the primary key the compare-and-set.
 */
export const appendBatch = `insert into saga_step (saga_id, seq, epoch, step, kind, outcome, result, worker,
    error, attempt, delay_ms, token, actor, reason)
  select saga.id, new.seq, saga.epoch, new.step, new.kind, new.outcome, new.result, $8,
    new.rare->>'error', (new.rare->>'attempt')::int, (new.rare->>'delayMs')::bigint, new.rare->>'token', new.rare->>'actor', new.rare->>'reason'
  from unnest($1::bigint[], $2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $9::jsonb[])
    as new (saga_id, seq, epoch, step, kind, outcome, result, rare)
  join saga on saga.id = new.saga_id and saga.epoch = new.epoch
  on conflict do nothing
  returning saga_id, seq, ${milliseconds('at')} as at`;

export const startBatch = `insert into saga (name, version, fingerprint, key, input, input_hash, parent, deadline, owner)
  select new.name, new.version, new.fingerprint, new.key, new.input, new.input_hash, new.parent,
    now() + new.deadline_ms * interval '1 millisecond',
    case when new.owned then (select id from saga_worker where id = $9 and expires > now()) end
  from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::bigint[], $8::float8[], $10::boolean[])
    as new (name, version, fingerprint, key, input, input_hash, parent, deadline_ms, owned)
  on conflict (name, key) do nothing
  returning id, name, key, owner, ${milliseconds('created')} as created`;

export const releaseBatch = `update saga set owner = null, status = new.status,
    due = coalesce(now() + new.delay_ms * interval '1 millisecond', 'infinity'::timestamptz),
    ended = case when new.status in ('completed', 'compensated') then now() end
  from unnest($1::bigint[], $2::bigint[], $3::text[], $4::float8[], $5::int[]) as new (saga_id, epoch, status, delay_ms, pokes)
  where saga.id = new.saga_id and saga.epoch = new.epoch and saga.status = 'running' and saga.pokes = new.pokes
  returning saga.id`;
