// One driving process: works as fast as its limiter lets it, and counts what got through.
import { once } from 'node:events';
import { sharedLimiter } from '@occwo/core/client';
import type { SharedLimiter } from '@occwo/core/client';
import { createOzon } from '@occwo/ozon';
import { limitStore, openDatabase } from '@occwo/saga';
import { createWildberries } from '@occwo/wildberries';
import { createYandex } from '@occwo/yandex';
import { OzonClient } from 'artefactby-ozon-seller-api';
import { TokenBucketLimiter } from 'artefactby-ozon-seller-api/limiter';
import { OzonSellerApiClient } from 'daytona-ozon-seller-api';
import type { DriveCount, DriveOrder } from './limit-drives.js';

/** One kind of call, how many units of its limit it takes, and the drives that it counts for. */
interface Work {
  readonly counts: readonly string[];
  readonly units: number;
  readonly workers: number;
  readonly call: () => Promise<unknown>;
}

const list = { filter: { visibility: 'ALL' }, limit: 10 };
const times = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, index) => make(index));

async function works(order: DriveOrder, limiter: SharedLimiter | undefined): Promise<readonly Work[]> {
  const options = { ...order.credentials, hosts: order.hosts, retries: 0, ...(limiter && { limiter }) };
  if (order.peer) return peerWorks(order);
  if (order.marketplace === 'ozon') {
    const ozon = createOzon(options);
    return [
      { counts: ['all'], units: 1, workers: 32, call: () => ozon.products.list(list as never) },
      { counts: ['all'], units: 1, workers: 32, call: () => ozon.prices.update({ prices: [{ offer_id: 'A', price: '10' }] } as never) },
      { counts: ['all', 'stocks'], units: 1, workers: 8, call: () => ozon.stocks.update({ stocks: [{ offer_id: 'A', stock: 1, warehouse_id: 1 }] } as never) },
    ];
  }
  if (order.marketplace === 'wildberries') {
    const wildberries = createWildberries(options);
    // A warehouse that is not there would answer 404, and a 4xx costs ten requests.
    const [warehouse] = (await wildberries.warehouses.list()) as { id: number }[];
    return [
      { counts: ['stocks'], units: 1, workers: 32, call: () => wildberries.stocks.list({ warehouseId: warehouse?.id, chrtIds: [1] } as never) },
      { counts: ['prices'], units: 1, workers: 8, call: () => wildberries.prices.list({ limit: 10 } as never) },
      { counts: ['cards'], units: 1, workers: 8, call: () => wildberries.cards.list({ settings: { cursor: { limit: 1 } } } as never) },
    ];
  }
  const yandex = createYandex(options);
  const prices = { offers: times(500, (index) => ({ offerId: `A-${index}`, price: { value: 10, currencyId: 'RUR' } })) };
  return [
    { counts: ['mappings'], units: 50, workers: 4, call: () => yandex.offerMappings.update({ offerMappings: times(50, (index) => ({ offer: { offerId: `A-${index}` } })) } as never) },
    { counts: ['list'], units: 1, workers: 4, call: () => yandex.offerMappings.list({ limit: 10 } as never) },
    { counts: ['prices'], units: 500, workers: 4, call: () => yandex.prices.updateBusiness(prices as never) },
  ];
}

function peerWorks({ peer, hosts, credentials }: DriveOrder): readonly Work[] {
  const options = { ...(credentials as { clientId: string; apiKey: string }), baseUrl: hosts.main as string };
  const artefactby = new OzonClient({ ...options, limiter: new TokenBucketLimiter() } as never);
  const daytona = new OzonSellerApiClient(options as never);
  const call = peer === 'artefactby' ? () => artefactby.request('/v3/product/list', list as never) : () => daytona.product.getList(list as never);
  const stocks = { stocks: [{ offer_id: 'A', stock: 1, warehouse_id: 1 }] };
  const write = peer === 'artefactby' ? () => artefactby.request('/v2/products/stocks', stocks as never) : () => daytona.pricesStocks.updateStocks(stocks as never);
  return [
    { counts: ['all'], units: 1, workers: 64, call },
    { counts: ['all', 'stocks'], units: 1, workers: 8, call: write },
  ];
}

const [order] = (await once(process, 'message')) as [DriveOrder];
const database = order.database ? await openDatabase(order.database) : undefined;
const limiter = database && sharedLimiter({ store: limitStore(database), worker: `bench-${process.pid}` });
const counted: Record<string, number> = {};
const prepared = await works(order, limiter);
const endsAt = performance.now() + order.seconds * 1000;
const work = async ({ call, counts, units }: Work) => {
  while (performance.now() < endsAt) {
    const through = await call().then(() => true, (error: unknown) => wasServed(error));
    if (through && performance.now() <= endsAt) for (const name of counts) counted[name] = (counted[name] ?? 0) + units;
  }
};
/** A refusal for its content (an unknown SKU) has used the limit like any other call. */
const wasServed = (error: unknown) => [400, 404, 409].includes(Number((error as { status?: unknown }).status));

const all = prepared.flatMap((each) => times(each.workers, () => work(each)));
await Promise.race([Promise.all(all), new Promise((resolve) => setTimeout(resolve, order.seconds * 1000 + 500))]);
const message: DriveCount = counted;
process.send?.(message);
process.disconnect?.();
setImmediate(() => process.exit(0));
