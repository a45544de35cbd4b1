// A TypeScript service on the packed packages: what it gets is typed, and not `any`. The test adds an import of every entry.
import type { Marketplace, Product } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { createOzon, ozonMarketplace } from '@occwo/ozon';
import type { ProductListReply } from '@occwo/ozon/models';
import type { CampaignListReply } from '@occwo/ozon/models/performance';
import { sandboxMapping, startOzonSandbox } from '@occwo/ozon/sandbox';
import { createWildberries } from '@occwo/wildberries';
import type { TagListReply } from '@occwo/wildberries/models';
import { createYandex } from '@occwo/yandex';
import type { OfferListReply } from '@occwo/yandex/models';

type IsAny<Type> = 0 extends 1 & Type ? true : false;
const notAny = <Type>(_value: Type, _is: IsAny<Type> extends true ? never : Type): void => undefined;

export async function main(): Promise<void> {
  const sandbox = await startOzonSandbox({ clock: fakeClock(), seed: 1 });
  const ozon = createOzon({ ...sandbox.credentials, hosts: sandbox.hosts });
  const list: ProductListReply = await ozon.products.list({ filter: { visibility: 'ALL' }, limit: 10 });
  const { result } = list;
  notAny(result, result);
  const named: Partial<[CampaignListReply, TagListReply, OfferListReply]> = [];
  notAny(named[0]?.list, named[0]?.list);
  const tags = await createWildberries({ token: 'token' }).tags.list();
  notAny(tags, tags);
  const orders = await createYandex({ apiKey: 'key', campaignId: 1 }).request('GET /v2/campaigns');
  notAny(orders, orders);
  const marketplace: Marketplace = ozonMarketplace(ozon, sandboxMapping());
  notAny(marketplace.catalog, marketplace.catalog);
  const product: Partial<Product> = {};
  notAny(product.name, product.name);
  // @ts-expect-error a limit is a number
  await ozon.products.list({ limit: 'many' });
  await sandbox.close();
}
