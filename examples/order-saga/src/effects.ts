import type { Database, Queryable } from '@occwo/saga';

/**
 * What each of the participants keeps: one row a thing done, by the order it was done for. Taking back what is not there leaves
 * a mark, so that a call that was delayed on its way cannot do it afterwards.
 */
export async function makeEffects(database: Database): Promise<void> {
  await database.query(`create table if not exists effect (
    order_key text primary key, detail text not null, state text not null, version integer not null default 1)`);
}

export type DoOnce = { readonly is: 'done' | 'known'; readonly detail: string } | { readonly is: 'refused'; readonly why: string };

/** Does a thing for an order, once. `work` gives its detail, or refuses by a string. */
export function doOnce(database: Database, orderKey: string, work: (tx: Queryable) => Promise<{ detail: string } | { refuse: string }>): Promise<DoOnce> {
  return database.transaction(async (tx): Promise<DoOnce> => {
    const [known] = await tx.query<{ detail: string; state: string }>('select detail, state from effect where order_key = $1', [orderKey]);
    if (known) return known.state === 'done' ? { is: 'known', detail: known.detail } : { is: 'refused', why: 'it was taken back before' };
    const outcome = await work(tx);
    if ('refuse' in outcome) return { is: 'refused', why: outcome.refuse };
    await tx.query("insert into effect (order_key, detail, state) values ($1, $2, 'done')", [orderKey, outcome.detail]);
    return { is: 'done', detail: outcome.detail };
  });
}

/** Takes a thing back, once; makes sure it is not there if it never was. */
export function takeBack(database: Database, orderKey: string, work: (tx: Queryable, detail: string) => Promise<void>): Promise<void> {
  return database.transaction(async (tx) => {
    const [known] = await tx.query<{ detail: string; state: string; version: number }>(
      'select detail, state, version from effect where order_key = $1', [orderKey]);
    if (!known) {
      await tx.query("insert into effect (order_key, detail, state) values ($1, '', 'taken back')", [orderKey]);
    } else if (known.state === 'done') {
      const taken = await tx.query(
        "update effect set state = 'taken back', version = version + 1 where order_key = $1 and version = $2 returning version", [orderKey, known.version]);
      // Two at once: the second must not give back again. Its whole transaction goes, and the caller asks once more.
      if (taken.length === 0) throw new Error('It is being taken back by somebody else: try again');
      await work(tx, known.detail);
    }
  });
}

/** Changes a row only if nobody changed it since it was read; gives what it read. Tries again a few times. */
export async function optimistically<Row extends { version: number }>(
  read: () => Promise<Row | undefined>, write: (row: Row) => Promise<boolean>,
): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const row = await read();
    if (!row) return false;
    if (await write(row)) return true;
  }
  throw new Error('Too many changes at once: try again');
}
