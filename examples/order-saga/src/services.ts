import { startBilling } from './billing.js';
import { startDelivery } from './delivery.js';
import type { RunningService } from './http-service.js';
import { startNotification } from './notification.js';
import { startOrder } from './order.js';
import type { ServiceUrls } from './order-saga.js';
import { databaseOf, queueOf } from './stores.js';
import type { Places } from './stores.js';
import { startWarehouse } from './warehouse.js';

export const serviceNames = ['billing', 'warehouse', 'delivery', 'notification', 'order'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Starts one of the five. The order service needs to know where the participants are. */
export async function startService(name: ServiceName, places: Places, port: number, urls: ServiceUrls): Promise<RunningService> {
  const database = await databaseOf(name, places);
  switch (name) {
    case 'billing':
      return startBilling(database, port);
    case 'warehouse':
      return startWarehouse(database, port);
    case 'delivery':
      return startDelivery(database, port);
    case 'notification':
      return startNotification(database, await queueOf(places), port);
    case 'order':
      return startOrder(database, await queueOf(places), urls, port);
  }
}
