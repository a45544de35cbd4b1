import type { Database, Dialect, Queryable } from '../database/database.js';
import { nextSeq } from '../engine/entry.js';
import { fragments } from './dialect.js';
import { journalsOf } from './leases.js';
import { entryValues, sagaColumns, toSagaRow } from './rows.js';
import type { Loaded, Note } from './store.js';

const columns = 'step, kind, outcome, result, error, attempt, delay_ms, token, actor, reason';

/**
 * Writes an entry from outside. The saga's row is locked, so that it cannot end meanwhile; its owner may still append,
 * so the next free `seq` is tried until it is ours. An entry with a token that is there already is not written again.
 */
export function note(database: Database, request: Note): Promise<Loaded | undefined> {
  return database.transaction(async (on) => {
    const { forUpdate } = fragments[database.dialect];
    for (;;) {
      const loaded = await loadIn(database, on, request.saga, forUpdate);
      if (!loaded) return undefined;
      const { token } = request.entry;
      if (token !== undefined && loaded.journal.some((entry) => entry.token === token)) return loaded;
      const entry = request.check?.(loaded) ?? request.entry;
      const seq = nextSeq(loaded.journal);
      const [made] = await on.query<{ at: number }>(insertSql(database.dialect), [loaded.row.id, seq, loaded.row.epoch, ...entryValues(entry)]);
      if (!made) continue;
      await poke(database, on, loaded.row.id, request.reopen?.(loaded) ?? false);
      return { row: loaded.row, journal: [...loaded.journal, { ...entry, seq, epoch: loaded.row.epoch, at: made.at }] };
    }
  });
}

const insertSql = (dialect: Dialect) => {
  const { now, milliseconds } = fragments[dialect];
  const values = Array.from({ length: 13 }, (_, index) => `$${index + 1}`).join(', ');
  return `insert into saga_step (saga_id, seq, epoch, ${columns}, at) values (${values}, ${now})
    on conflict do nothing returning ${milliseconds('at')} as at`;
};

/** Tells the owner to look again, and makes an unowned saga due. */
export async function poke(database: Pick<Database, 'dialect'>, on: Queryable, saga: number, reopen: boolean): Promise<void> {
  const { now } = fragments[database.dialect];
  const earlier = database.dialect === 'postgres' ? `least(due, ${now})` : `min(due, ${now})`;
  const status = reopen ? ", status = 'running', ended = null" : '';
  await on.query(`update saga set poked = $2, pokes = pokes + 1, due = ${earlier}${status} where id = $1`, [saga, true]);
}

export async function loadIn(database: Pick<Database, 'dialect'>, on: Queryable, saga: number, lock = ''): Promise<Loaded | undefined> {
  const [row] = await on.query(`select ${sagaColumns(database.dialect)} from saga where id = $1${lock}`, [saga]);
  if (!row) return undefined;
  return { row: toSagaRow(row), journal: (await journalsOf(database, on, [saga])).get(saga) ?? [] };
}

