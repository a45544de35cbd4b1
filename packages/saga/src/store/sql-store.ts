import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { Database } from '../database/database.js';
import { appendIn, startIn } from './insert.js';
import { beat, claim, leave, owned, poked } from './leases.js';
import { loadIn, note, poke } from './notes.js';
import { postgresNews } from './postgres-news.js';
import { postgresWriter } from './postgres-writer.js';
import { prune } from './prune.js';
import { findByKey, list, register, shapeOf, stats } from './reading.js';
import { releaseIn } from './release.js';
import { replyTopic } from './reply-topic.js';
import { sqliteWriter } from './sqlite-writer.js';
import type { Release, Store } from './store.js';

/** The store over an open database. */
export function openStore(database: Database, clock: Clock = systemClock): Store {
  const { dialect } = database;
  const hot = database.dialect === 'postgres' ? postgresWriter(database) : sqliteWriter(database);
  /** The end of a child wakes its parent in the same transaction. */
  const releaseChild = ({ parent, ...release }: Release): Promise<boolean> =>
    database.transaction(async (on) => {
      const done = await releaseIn(dialect, on, release);
      if (done) await poke(database, on, parent as number, false);
      return done;
    });
  return {
    get breaks() {
      return hot.breaks ?? 0;
    },
    shapeOf: (fingerprint) => shapeOf(database, fingerprint),
    register: (definition) => register(database, definition),
    start: (saga, { on, similar } = {}) => {
      if (on) return startIn(dialect, on, saga, similar);
      return similar ? database.transaction((transaction) => startIn(dialect, transaction, saga, similar)) : hot.start(saga);
    },
    beat: (worker, leaseMs) => beat(database, worker, leaseMs),
    leave: (worker) => leave(database, worker),
    claim: (worker, fingerprints, limit) => claim(database, worker, fingerprints, limit),
    append: (write) =>
      write.child || write.becomes || write.messages?.length
        ? database.transaction((on) => appendIn(database, on, write))
        : hot.append(write),
    transaction: (work) => database.transaction(work),
    appendIn: (on, write) => appendIn(database, on, write),
    release: (write) => (write.parent === undefined ? hot.release(write) : releaseChild(write)),
    note: (request) => note(database, request),
    poked: (worker) => poked(database, worker),
    load: (saga, on) => loadIn(database, on ?? database, saga),
    owned: (worker) => owned(database, worker),
    find: (name, key) => findByKey(database, name, key),
    list: (listing) => list(database, listing),
    stats: () => stats(database),
    replyTopic: () => replyTopic(database),
    prune: (ageMs, limit, archive) => prune(database, ageMs, limit, archive),
    ...(database.dialect === 'postgres' && { news: postgresNews(database, clock) }),
    close: () => hot.close(),
  };
}
