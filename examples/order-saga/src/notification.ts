import type { Database } from '@occwo/saga';
import { once } from '@occwo/saga/queue';
import type { Queue } from '@occwo/saga/queue';
import { correlationHeader, log, startHttpService, withCorrelation } from './http-service.js';
import type { RunningService } from './http-service.js';

/** Tests name their own, so that they do not share a broker's queue with whatever else runs. */
export const notificationTopic = process.env['ORDER_TOPIC'] ?? 'order.notifications';

export interface Notification {
  readonly orderKey: string;
  readonly status: string;
}

/** Tells customers how their order stands: by messages of the order service, each told once however often it comes. */
export async function startNotification(database: Database, queue: Queue, port: number): Promise<RunningService> {
  await database.query('create table if not exists notification (order_key text not null, status text not null, primary key (order_key, status))');
  const subscription = await queue.consume(notificationTopic, once(database, 'notification', async ({ body, headers }, tx) => {
    const { orderKey, status } = body as Notification;
    await tx.query('insert into notification (order_key, status) values ($1, $2)', [orderKey, status]);
    withCorrelation(headers?.[correlationHeader] ?? orderKey, () => log('notification', 'told the customer', { status }));
  }), { group: 'notification' });

  return startHttpService('notification', port, {
    'GET /notifications/:order': async ({ parameters: [orderKey = ''] }) => {
      const rows = await database.query<{ status: string }>('select status from notification where order_key = $1', [orderKey]);
      return { status: 200, body: { told: rows.map(({ status }) => status) } };
    },
  }, async () => {
    await subscription.stop();
    await queue.close();
    await database.close();
  });
}
