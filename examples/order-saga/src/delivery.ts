import type { Database } from '@occwo/saga';
import { doOnce, makeEffects, takeBack } from './effects.js';
import { startHttpService } from './http-service.js';
import type { RunningService } from './http-service.js';

/** Books couriers. None goes to an address that begins with `moon`. */
export async function startDelivery(database: Database, port: number): Promise<RunningService> {
  await makeEffects(database);

  return startHttpService('delivery', port, {
    'POST /bookings': async ({ body }) => {
      const { orderKey, address } = body as { orderKey: string; address: string };
      const done = await doOnce(database, orderKey, async () =>
        address.startsWith('moon') ? { refuse: `no courier goes to ${address}` } : { detail: address });
      return done.is === 'refused' ? { status: 409, body: { error: done.why } } : { status: done.is === 'done' ? 201 : 200, body: { courier: `courier of ${address}` } };
    },
    'DELETE /bookings/:order': async ({ parameters: [orderKey = ''] }) => {
      await takeBack(database, orderKey, async () => {});
      return { status: 200 };
    },
    'GET /bookings': async () => {
      const rows = await database.query<{ order_key: string }>("select order_key from effect where state = 'done' order by order_key");
      return { status: 200, body: { booked: rows.map((row) => row.order_key) } };
    },
  }, () => database.close());
}
