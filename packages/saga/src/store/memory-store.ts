import type { Clock } from '@occwo/core';
import type { Queryable } from '../database/database.js';
import type { Entry } from '../engine/entry.js';
import { sharedReplyTopic } from '../runner/reply-address.js';
import { reopened, statsOf } from './memory-views.js';
import type { Append, AppendAnswer, Claimed, Loaded, Message, NewSaga, Note, Release, SagaRow, Similarity, StartAnswer, Store } from './store.js';

/** A saga as the memory store keeps it. */
export interface Kept {
  row: SagaRow;
  journal: Entry[];
  due: number;
  poked: boolean;
  interrupted: boolean;
  similarity: string | undefined;
}

/** What a memory store shows besides being a store. */
export interface MemoryStore extends Store {
  readonly outbox: readonly Message[];
}

/**
 * A store that keeps everything in this process and takes its time from the clock: for tests.
 * It has no transactions: a step with `delivery: 'tx'` is given a `tx` that refuses every query.
 */
export function memoryStore(clock: Clock): MemoryStore {
  const sagas = new Map<number, Kept>();
  const keys = new Map<string, number>();
  const workers = new Map<string, number>();
  const shapes = new Map<string, { fingerprint: string; shape: readonly string[] }>();
  const outbox: Message[] = [];
  let lastId = 0;

  const isAlive = (worker: string | undefined) => worker !== undefined && (workers.get(worker) ?? 0) > clock.now();
  /** A parent that still runs may have to take its child back. */
  const isOpen = (parent: number | undefined) => parent !== undefined && sagas.has(parent) && sagas.get(parent)?.row.ended === undefined;
  const copy = ({ row, journal }: Kept): Loaded => ({ row: { ...row }, journal: journal.map((entry) => ({ ...entry })) });
  const change = (kept: Kept, fields: Partial<SagaRow>) => (kept.row = { ...kept.row, ...fields });
  const poke = (kept: Kept) => {
    kept.poked = true;
    change(kept, { pokes: kept.row.pokes + 1 });
    kept.due = Math.min(kept.due, clock.now());
  };

  function start(saga: NewSaga, similar?: Similarity): StartAnswer {
    const known = sagas.get(keys.get(`${saga.name}\n${saga.key}`) ?? -1);
    if (known) return { is: known.row.inputHash === saga.inputHash ? 'same' : 'other', row: known.row };
    const now = clock.now();
    const twin = similar && [...sagas.values()].reverse().find(({ row, similarity }) =>
      row.name === saga.name && similarity === similar.token && row.created > now - similar.withinMs);
    if (twin) return { is: 'similar', row: twin.row };
    const { deadlineMs, owner, ...fields } = saga;
    const row: SagaRow = {
      ...fields, id: ++lastId, status: 'running', owner: isAlive(owner) ? owner : undefined, epoch: 1, pokes: 0, parent: saga.parent,
      deadline: deadlineMs === undefined ? undefined : now + deadlineMs, created: now, ended: undefined,
    };
    sagas.set(row.id, { row, journal: [], due: now, poked: false, interrupted: false, similarity: similar?.token });
    keys.set(`${saga.name}\n${saga.key}`, row.id);
    return { is: 'new', row };
  }

  function append({ saga, seq, epoch, worker, entry, messages, child, becomes, end }: Append): AppendAnswer {
    const kept = sagas.get(saga);
    if (!kept || kept.row.epoch !== epoch || kept.journal.length !== seq - 1) return 'refused';
    const at = clock.now();
    kept.journal.push({ ...entry, seq, epoch, worker, at });
    outbox.push(...(messages ?? []));
    if (child) start(child);
    if (becomes) change(kept, becomes);
    return { at, ended: end && release({ saga, epoch, ...end }) };
  }

  function release({ saga, epoch, status, pokes, delayMs, parent }: Release): boolean {
    const kept = sagas.get(saga);
    if (!kept || kept.row.epoch !== epoch || kept.row.status !== 'running' || kept.row.pokes !== pokes) return false;
    const isOver = status === 'completed' || status === 'compensated';
    change(kept, { owner: undefined, status, ended: isOver ? clock.now() : undefined });
    kept.due = delayMs === undefined ? Infinity : clock.now() + delayMs;
    const above = parent === undefined ? undefined : sagas.get(parent);
    if (above) poke(above);
    return true;
  }

  function claim(worker: string, fingerprints: readonly string[], limit: number): Claimed[] {
    const taken: Claimed[] = [];
    for (const kept of sagas.values()) {
      if (kept.row.owner !== undefined && !isAlive(kept.row.owner)) {
        change(kept, { owner: undefined });
        kept.interrupted = true;
      }
    }
    const due = [...sagas.values()].filter(({ row, due: at }) =>
      row.status === 'running' && row.owner === undefined && at <= clock.now() && fingerprints.includes(row.fingerprint));
    for (const kept of isAlive(worker) ? due.slice(0, Math.max(0, limit)) : []) {
      change(kept, { owner: worker, epoch: kept.row.epoch + 1 });
      taken.push({ ...copy(kept), interrupted: kept.interrupted });
      kept.interrupted = false;
      kept.poked = false;
    }
    return taken;
  }

  function note({ saga, entry, check, reopen }: Note): Loaded | undefined {
    const kept = sagas.get(saga);
    if (!kept) return undefined;
    const twice = entry.token !== undefined && kept.journal.some(({ token }) => token === entry.token);
    if (twice) return copy(kept);
    const before = copy(kept);
    const checked = check?.(before) ?? entry;
    kept.journal.push({ ...checked, seq: kept.journal.length + 1, epoch: kept.row.epoch, at: clock.now() });
    poke(kept);
    if (reopen?.(before)) change(kept, reopened);
    return copy(kept);
  }

  const noTransaction: Queryable = {
    query: () => Promise.reject(new Error("The memory store has no tables: test a step with delivery 'tx' on SQLite")),
  };
  const list = (matches: (kept: Kept) => boolean) => [...sagas.values()].filter(matches);

  return {
    outbox,
    transaction: (work) => work(noTransaction),
    shapeOf: async (fingerprint) => [...shapes.values()].find((known) => known.fingerprint === fingerprint)?.shape,
    register: async ({ name, version, fingerprint, shape }) => {
      const known = shapes.get(`${name}\n${version}`);
      const isInUse = known && known.fingerprint !== fingerprint && list(({ row }) =>
        row.fingerprint === known.fingerprint && (row.status === 'running' || row.status === 'stuck')).length > 0;
      if (isInUse) return known.shape;
      shapes.set(`${name}\n${version}`, { fingerprint, shape });
      return undefined;
    },
    start: async (saga, options) => start(saga, options?.similar),
    beat: async (worker, leaseMs) => {
      const alive = !workers.has(worker) || isAlive(worker);
      if (alive) workers.set(worker, clock.now() + leaseMs);
      return { now: clock.now(), alive };
    },
    leave: async (worker) => {
      workers.set(worker, 0);
      for (const kept of list(({ row }) => row.owner === worker)) {
        change(kept, { owner: undefined });
        kept.interrupted = true;
      }
    },
    claim: async (worker, fingerprints, limit) => claim(worker, fingerprints, limit),
    append: async (write) => append(write),
    appendIn: async (_on, write) => append(write),
    release: async (write) => release(write),
    note: async (request) => note(request),
    poked: async (worker) => {
      const found = list(({ row, poked }) => poked && row.owner === worker);
      for (const kept of found) kept.poked = false;
      return found.map(({ row }) => row.id);
    },
    owned: async (worker) => list(({ row }) => row.owner === worker).map(({ row }) => row.id),
    load: async (id) => {
      const kept = sagas.get(id);
      return kept && copy(kept);
    },
    find: async (name, key) => {
      const kept = sagas.get(keys.get(`${name}\n${key}`) ?? -1);
      return kept && copy(kept);
    },
    list: async ({ name, status, key, before, limit }) =>
      list(({ row }) =>
        (name ?? row.name) === row.name && (status ?? row.status) === row.status && (key ?? row.key) === row.key && row.id < (before ?? Infinity),
      ).reverse().slice(0, limit).map(({ row }) => row),
    stats: async () => statsOf([...sagas.values()], clock.now()),
    prune: async (ageMs, limit, archive) => {
      const old = list(({ row }) => row.ended !== undefined && row.ended < clock.now() - ageMs && !isOpen(row.parent)).slice(0, limit);
      const seen = old.map(copy);
      await archive?.(seen);
      const unchanged = seen.filter(({ row }) => sagas.get(row.id)?.row.pokes === row.pokes);
      for (const { row } of unchanged) {
        sagas.delete(row.id);
        keys.delete(`${row.name}\n${row.key}`);
      }
      return unchanged.length;
    },
    replyTopic: async () => sharedReplyTopic,
    close: async () => {},
  };
}
