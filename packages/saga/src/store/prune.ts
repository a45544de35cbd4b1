import type { Database } from '../database/database.js';
import { fragments } from './dialect.js';
import { journalsOf } from './leases.js';
import { sagaColumns, toSagaRow } from './rows.js';
import type { Loaded, SagaRow } from './store.js';

/**
 * Takes ended sagas out in slices, so that no transaction is long. The archive may see a saga twice, never not at all.
 * A child stays as long as its parent runs, which may have to take it back.
 */
export async function prune(
  database: Database, ageMs: number, limit: number, archive?: (sagas: Loaded[]) => Promise<void>,
): Promise<number> {
  const { later } = fragments[database.dialect];
  const rows = await database.query(
    `select ${sagaColumns(database.dialect)} from saga where ended < ${later('$1')}
       and not exists (select 1 from saga parent where parent.id = saga.parent and parent.ended is null)
     order by ended limit $2`,
    [-ageMs, limit],
  );
  const sagas = rows.map(toSagaRow);
  if (sagas.length === 0) return 0;
  if (archive) {
    const journals = await journalsOf(database, database, sagas.map(({ id }) => id));
    await archive(sagas.map((row) => ({ row, journal: journals.get(row.id) ?? [] })));
  }
  return remove(database, sagas);
}

/**
 * Deletes what still is as it was read. A saga that was set going again meanwhile, even one that has ended again, was archived
 * without its last entries: its `pokes` tell, since nothing sets an ended saga going without raising them.
 */
function remove(database: Database, sagas: readonly SagaRow[]): Promise<number> {
  const { among, list: asList, forUpdate } = fragments[database.dialect];
  return database.transaction(async (on) => {
    const present = await on.query<{ id: number; pokes: number }>(
      `select id, pokes from saga where id ${among('$1', 'bigint')} and ended is not null order by id${forUpdate}`,
      [asList(sagas.map(({ id }) => id))],
    );
    const seen = new Map(sagas.map(({ id, pokes }) => [id, pokes]));
    const ids = asList(present.filter(({ id, pokes }) => seen.get(id) === pokes).map(({ id }) => id));
    await on.query(`delete from saga_step where saga_id ${among('$1', 'bigint')}`, [ids]);
    return (await on.query(`delete from saga where id ${among('$1', 'bigint')} returning id`, [ids])).length;
  });
}
