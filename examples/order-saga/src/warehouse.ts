import type { Database } from '@occwo/saga';
import { doOnce, makeEffects, optimistically, takeBack } from './effects.js';
import { startHttpService } from './http-service.js';
import type { RunningService } from './http-service.js';

interface Stock extends Record<string, unknown> {
  readonly available: number;
  readonly version: number;
}

/** Keeps the stock. Every article begins with 10 pieces; one whose name begins with `none` has none. */
export async function startWarehouse(database: Database, port: number): Promise<RunningService> {
  await makeEffects(database);
  await database.query('create table if not exists stock (article text primary key, available integer not null, version integer not null default 1)');

  return startHttpService('warehouse', port, {
    'POST /reservations': async ({ body }) => {
      const { orderKey, article, quantity } = body as { orderKey: string; article: string; quantity: number };
      const done = await doOnce(database, orderKey, async (tx) => {
        await tx.query('insert into stock (article, available) values ($1, $2) on conflict do nothing', [article, article.startsWith('none') ? 0 : 10]);
        let isThere = true;
        await optimistically(
          async () => (await tx.query<Stock>('select available, version from stock where article = $1', [article]))[0],
          async ({ available, version }) => {
            isThere = available >= quantity;
            if (!isThere) return true;
            const rows = await tx.query(
              'update stock set available = available - $2, version = version + 1 where article = $1 and version = $3 returning version', [article, quantity, version]);
            return rows.length > 0;
          },
        );
        return isThere ? { detail: JSON.stringify({ article, quantity }) } : { refuse: `${article} is out of stock` };
      });
      return done.is === 'refused' ? { status: 409, body: { error: done.why } } : { status: done.is === 'done' ? 201 : 200, body: { reserved: quantity } };
    },
    'DELETE /reservations/:order': async ({ parameters: [orderKey = ''] }) => {
      await takeBack(database, orderKey, async (tx, detail) => {
        const { article, quantity } = JSON.parse(detail) as { article: string; quantity: number };
        await tx.query('update stock set available = available + $2, version = version + 1 where article = $1', [article, quantity]);
      });
      return { status: 200 };
    },
    'GET /stock/:article': async ({ parameters: [article = ''] }) => {
      const [stock] = await database.query<Stock>('select available, version from stock where article = $1', [article]);
      return { status: 200, body: { available: stock?.available ?? 10 } };
    },
  }, () => database.close());
}
