import { saga } from '@occwo/saga';
import type { Queryable, RunContext, UndoContext, WithTransaction } from '@occwo/saga';
import { callService } from './http-client.js';
import { correlationHeader } from './http-service.js';
import { notificationTopic } from './notification.js';

export type OrderStatus = 'NEW' | 'PROCESSING' | 'PAID' | 'ITEMS_RESERVED' | 'DELIVERY_BOOKED' | 'CONFIRMED' | 'FAILED';

export interface Order {
  readonly customer: string;
  /** Kopecks. */
  readonly amount: number;
  readonly article: string;
  readonly quantity: number;
  readonly address: string;
}

export interface ServiceUrls {
  readonly billing: string;
  readonly warehouse: string;
  readonly delivery: string;
}

/** What a status may follow. An order that is changed by anybody else meanwhile is not overwritten. */
const before: Record<OrderStatus, readonly OrderStatus[]> = {
  NEW: [],
  PROCESSING: ['NEW'],
  PAID: ['PROCESSING'],
  ITEMS_RESERVED: ['PAID'],
  DELIVERY_BOOKED: ['ITEMS_RESERVED'],
  CONFIRMED: ['DELIVERY_BOOKED'],
  FAILED: ['NEW', 'PROCESSING', 'PAID', 'ITEMS_RESERVED', 'DELIVERY_BOOKED'],
};

/** Sets the order's status if it has not been changed since it was read. */
async function setStatus(tx: Queryable, orderKey: string, status: OrderStatus): Promise<void> {
  const [row] = await tx.query<{ status: OrderStatus; version: number }>('select status, version from orders where order_key = $1', [orderKey]);
  if (row?.status === status) return;
  if (!row || !before[status].includes(row.status)) throw new Error(`Order ${orderKey} is ${row?.status ?? 'not there'}, it cannot become ${status}`);
  const rows = await tx.query(
    'update orders set status = $2, version = version + 1 where order_key = $1 and version = $3 returning version', [orderKey, status, row.version]);
  if (rows.length === 0) throw new Error(`Order ${orderKey} was changed by somebody else: try again`);
}

/** Attempts over some 25 seconds: a service that is restarted is back by then. */
const patience = 8;

/** What the first step keeps for all others. */
interface Accepted {
  readonly correlation: string;
}
type Context = RunContext<Order, { readonly accept: Accepted }>;

/** Sets a status and tells the customer, in one transaction with the step. */
const becomes = (status: OrderStatus) => async ({ tx, sagaKey, emit, results }: Context & WithTransaction): Promise<void> => {
  await setStatus(tx, sagaKey, status);
  emit(notificationTopic, { orderKey: sagaKey, status }, { headers: { [correlationHeader]: results.accept.correlation } });
};

/** Reads the id that the order came with: all that it causes, in every service, is logged under it. */
async function accept({ tx, sagaKey }: RunContext<Order, unknown> & WithTransaction): Promise<Accepted> {
  await setStatus(tx, sagaKey, 'PROCESSING');
  const [row] = await tx.query<{ correlation: string }>('select correlation from orders where order_key = $1', [sagaKey]);
  return { correlation: row?.correlation ?? sagaKey };
}

/** The undo of "accept": told under the order's id, or under its key if nobody got as far as to read it. */
async function fail({ tx, sagaKey, emit, result }: UndoContext<Order, unknown, Accepted> & WithTransaction): Promise<void> {
  await setStatus(tx, sagaKey, 'FAILED');
  emit(notificationTopic, { orderKey: sagaKey, status: 'FAILED' }, { headers: { [correlationHeader]: result?.correlation ?? sagaKey } });
}

const call = <Reply>(context: Context, method: 'POST' | 'DELETE', url: string, body?: unknown): Promise<Reply> =>
  callService<Reply>(context, context.results.accept.correlation, method, url, body);

/** NEW → PROCESSING → PAID → ITEMS_RESERVED → DELIVERY_BOOKED → CONFIRMED; whatever fails before CONFIRMED is taken back → FAILED. */
export function orderSaga({ billing, warehouse, delivery }: ServiceUrls) {
  return saga<Order>('order')
    .step('accept', { delivery: 'tx', run: accept, undo: fail })
    .step('withdraw', {
      attempts: patience,
      run: (context) => call<{ withdrawn: number }>(context, 'POST', `${billing}/withdrawals`, { orderKey: context.sagaKey, ...context.input }),
      undo: async (context) => void (await call(context, 'DELETE', `${billing}/withdrawals/${encodeURIComponent(context.sagaKey)}`)),
    })
    .step('paid', { delivery: 'tx', run: becomes('PAID'), undo: 'nothing to undo' })
    .step('reserve', {
      attempts: patience,
      run: (context) => call<{ reserved: number }>(context, 'POST', `${warehouse}/reservations`, { orderKey: context.sagaKey, ...context.input }),
      undo: async (context) => void (await call(context, 'DELETE', `${warehouse}/reservations/${encodeURIComponent(context.sagaKey)}`)),
    })
    .step('reserved', { delivery: 'tx', run: ({ tx, sagaKey }) => setStatus(tx, sagaKey, 'ITEMS_RESERVED'), undo: 'nothing to undo' })
    .step('book', {
      attempts: patience,
      run: (context) => call<{ courier: string }>(context, 'POST', `${delivery}/bookings`, { orderKey: context.sagaKey, ...context.input }),
      undo: async (context) => void (await call(context, 'DELETE', `${delivery}/bookings/${encodeURIComponent(context.sagaKey)}`)),
    })
    .step('booked', { delivery: 'tx', run: ({ tx, sagaKey }) => setStatus(tx, sagaKey, 'DELIVERY_BOOKED'), undo: 'nothing to undo' })
    .pivot('confirm', { delivery: 'tx', run: becomes('CONFIRMED') });
}
