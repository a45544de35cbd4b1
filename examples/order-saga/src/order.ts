import { createSagas, SagaConflictError } from '@occwo/saga';
import type { Database } from '@occwo/saga';
import { Outbox } from '@occwo/saga/queue';
import type { Queue } from '@occwo/saga/queue';
import { correlationId, log, startHttpService } from './http-service.js';
import type { HttpReply, RunningService } from './http-service.js';
import { notificationTopic } from './notification.js';
import { orderSaga } from './order-saga.js';
import type { Order, OrderStatus, ServiceUrls } from './order-saga.js';

/** Takes orders and sees each through: the row of the order and its saga are written in one transaction. */
export async function startOrder(
  database: Database, queue: Queue, urls: ServiceUrls, port: number, leaseMs = 3_000,
): Promise<RunningService> {
  await database.query(`create table if not exists orders (
    order_key text primary key, customer text not null, amount integer not null, correlation text not null,
    status text not null, version integer not null default 1)`);
  const definition = orderSaga(urls);
  const sagas = createSagas({
    database, definitions: [definition], leaseMs, pollMs: 100,
    onEvent: (event) => {
      if (event.type === 'stuck') log('order', 'a saga is stuck and waits for a person', event);
    },
  });
  await queue.declare(notificationTopic, 'notification');
  const outbox = new Outbox({ database, queue });
  outbox.start();
  await sagas.work();

  const statusOf = async (orderKey: string) => {
    const [row] = await database.query<{ status: OrderStatus; version: number }>('select status, version from orders where order_key = $1', [orderKey]);
    return row;
  };

  return startHttpService('order', port, {
    'POST /orders': async ({ key, body }): Promise<HttpReply> => {
      if (!key) return { status: 400, body: { error: 'send an Idempotency-Key header' } };
      const input = body as Order;
      try {
        const { code } = await database.transaction(async (tx) => {
          const started = await sagas.start(definition, { key, input, tx });
          if (started.code === 201) {
            await tx.query("insert into orders (order_key, customer, amount, correlation, status) values ($1, $2, $3, $4, 'NEW')", [key, input.customer, input.amount, correlationId()]);
          }
          return started;
        });
        return { status: code, body: { orderKey: key, ...(await statusOf(key)), correlation: correlationId() } };
      } catch (error) {
        if (error instanceof SagaConflictError) return { status: error.status, body: { error: error.message } };
        throw error;
      }
    },
    'GET /orders/:key': async ({ parameters: [key = ''] }) => {
      const row = await statusOf(key);
      if (!row) return { status: 404, body: { error: 'no such order' } };
      const state = await sagas.get(definition, key);
      return { status: 200, body: { orderKey: key, ...row, saga: state?.status, error: state?.error } };
    },
  }, async () => {
    await sagas.stop({ drainMs: 2_000 });
    await outbox.stop();
    await queue.close();
    await database.close();
  });
}
