import type { Database } from '@occwo/saga';
import { doOnce, makeEffects, optimistically, takeBack } from './effects.js';
import { startHttpService } from './http-service.js';
import type { RunningService } from './http-service.js';

interface Account extends Record<string, unknown> {
  readonly balance: number;
  readonly version: number;
}

/** Keeps the customers' money, in kopecks. Every account begins with 100 000. */
export async function startBilling(database: Database, port: number): Promise<RunningService> {
  await makeEffects(database);
  await database.query('create table if not exists account (customer text primary key, balance integer not null, version integer not null default 1)');

  return startHttpService('billing', port, {
    'POST /withdrawals': async ({ body }) => {
      const { orderKey, customer, amount } = body as { orderKey: string; customer: string; amount: number };
      const done = await doOnce(database, orderKey, async (tx) => {
        await tx.query('insert into account (customer, balance) values ($1, 100000) on conflict do nothing', [customer]);
        let isEnough = true;
        await optimistically(
          async () => (await tx.query<Account>('select balance, version from account where customer = $1', [customer]))[0],
          async ({ balance, version }) => {
            isEnough = balance >= amount;
            if (!isEnough) return true;
            const rows = await tx.query(
              'update account set balance = balance - $2, version = version + 1 where customer = $1 and version = $3 returning version', [customer, amount, version]);
            return rows.length > 0;
          },
        );
        return isEnough ? { detail: JSON.stringify({ customer, amount }) } : { refuse: 'not enough money' };
      });
      return done.is === 'refused' ? { status: 409, body: { error: done.why } } : { status: done.is === 'done' ? 201 : 200, body: { withdrawn: amount } };
    },
    'DELETE /withdrawals/:order': async ({ parameters: [orderKey = ''] }) => {
      await takeBack(database, orderKey, async (tx, detail) => {
        const { customer, amount } = JSON.parse(detail) as { customer: string; amount: number };
        await tx.query('update account set balance = balance + $2, version = version + 1 where customer = $1', [customer, amount]);
      });
      return { status: 200 };
    },
    'GET /accounts/:customer': async ({ parameters: [customer = ''] }) => {
      const [account] = await database.query<Account>('select balance, version from account where customer = $1', [customer]);
      return { status: 200, body: { balance: account?.balance ?? 100_000 } };
    },
  }, () => database.close());
}
