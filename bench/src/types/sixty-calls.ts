// The consumer that `npm run bench -- types` measures: sixty calls over three marketplaces, as a service would make them.
// It is checked, never run. One call a line where it fits, so that they can be counted.
import { createOzon } from '@occwo/ozon';
import { createWildberries } from '@occwo/wildberries';
import { createYandex } from '@occwo/yandex';

const ozon = createOzon({ clientId: '1', apiKey: 'key' });
const wildberries = createWildberries({ token: 'token' });
const yandex = createYandex({ apiKey: 'key', businessId: 1, campaignId: 2 });

export async function ozonCalls(offerId: string, sku: string, posting: string) {
  const tree = await ozon.categories.tree({ language: 'DEFAULT' });
  const attributes = await ozon.categories.listAttributes({ description_category_id: 1, type_id: 2 });
  const values = await ozon.categories.listAttributeValues({ attribute_id: 85, description_category_id: 1, type_id: 2, limit: 100 });
  const imported = await ozon.products.import({ items: [{ offer_id: offerId, name: 'Чайник', description_category_id: 1, type_id: 2, price: '1990', vat: '0.2', images: ['https://shop.example.ru/1.jpg'] }] });
  const task = await ozon.products.importInfo({ task_id: imported.result?.task_id ?? 0 });
  const page = await ozon.products.list({ filter: { visibility: 'ALL' }, limit: 1000 });
  const info = await ozon.products.listInfo({ offer_id: [offerId] });
  const rating = await ozon.products.contentRating({ skus: [sku] });
  const archived = await ozon.products.archive({ product_id: [1, 2] });
  const pictures = await ozon.products.picturesInfo({ product_id: ['1'] });
  const prices = await ozon.prices.update({ prices: [{ offer_id: offerId, price: '1990', old_price: '2490', currency_code: 'RUB' }] });
  const stocks = await ozon.stocks.update({ stocks: [{ offer_id: offerId, stock: 5, warehouse_id: 22 }] });
  const warehouses = await ozon.warehouses.list({ limit: 100 });
  const order = await ozon.fbsPostings.get({ posting_number: posting });
  const shipped = await ozon.fbsPostings.setAwaitingDelivery({ posting_number: [posting] });
  const report = await ozon.reports.createProducts({ language: 'DEFAULT' });
  const ready = await ozon.reports.info({ code: report.result?.code ?? '' });
  const roles = await ozon.request('POST /v1/roles');
  const names: (string | null | undefined)[] = [];
  for await (const item of ozon.products.listAll({ filter: {}, limit: 1000 })) names.push(item.offer_id);
  const returns = await ozon.returns.listAll({ limit: 500 }).toArray({ max: 1000 });
  return { tree, attributes, values, task, page, info, rating, archived, pictures, prices, stocks, warehouses, order, shipped, ready, roles, names, returns };
}

export async function wildberriesCalls(nmId: number, vendorCode: string, order: number) {
  const parents = await wildberries.subjects.listParents();
  const characteristics = await wildberries.subjects.characteristics({ subjectId: 105 });
  const cards = await wildberries.cards.list({ settings: { cursor: { limit: 100 }, filter: { withPhoto: -1 } } });
  const uploaded = await wildberries.cards.upload({ body: [{ subjectID: 105, variants: [{ vendorCode, title: 'Чайник', sizes: [{ price: 1990, skus: ['2000000000008'] }] }] }] });
  const errors = await wildberries.cards.errors({});
  const limits = await wildberries.cards.limits();
  const barcodes = await wildberries.cards.generateBarcodes({ count: 10 });
  const tags = await wildberries.tags.list();
  const task = await wildberries.prices.upload({ data: [{ nmID: nmId, price: 1990, discount: 10 }] });
  const status = await wildberries.prices.taskStatus({ uploadID: task.data?.id ?? 0 });
  const goods = await wildberries.prices.list({ limit: 1000 });
  const left = await wildberries.stocks.list({ warehouseId: 1, chrtIds: [1] });
  await wildberries.stocks.update({ warehouseId: 1, stocks: [{ chrtId: 1, amount: 5 }] });
  const warehouses = await wildberries.warehouses.list();
  const fresh = await wildberries.orders.listNew();
  const statuses = await wildberries.orders.statuses({ orders: [order] });
  const supply = await wildberries.supplies.create({ name: 'Поставка' });
  const feedbacks = await wildberries.feedbacks.list({ isAnswered: false, take: 100, skip: 0 });
  const ping = await wildberries.request('GET /api/v3/orders/new');
  const titles: (string | null | undefined)[] = [];
  for await (const card of wildberries.cards.listAll({ settings: { cursor: { limit: 100 } } })) titles.push(card.title);
  return { parents, characteristics, cards, uploaded, errors, limits, barcodes, tags, status, goods, left, warehouses, fresh, statuses, supply, feedbacks, ping, titles };
}

export async function yandexCalls(offerId: string, orderId: number) {
  const campaigns = await yandex.campaigns.list();
  const tree = await yandex.categories.getTree({ language: 'RU' });
  const parameters = await yandex.categories.listParameters({ categoryId: 91491 });
  const updated = await yandex.offerMappings.update({ offerMappings: [{ offer: { offerId, name: 'Чайник', vendor: 'Марка', pictures: ['https://shop.example.ru/1.jpg'] } }] });
  const mappings = await yandex.offerMappings.list({ offerIds: [offerId] });
  const archived = await yandex.offerMappings.archive({ offerIds: [offerId] });
  const offers = await yandex.offers.list({ offerIds: [offerId] });
  const bids = await yandex.bids.list({});
  const prices = await yandex.prices.updateBusiness({ offers: [{ offerId, price: { value: 1990, currencyId: 'RUR' } }] });
  const stocks = await yandex.stocks.update({ skus: [{ sku: offerId, items: [{ count: 5 }] }] });
  const left = await yandex.stocks.list({ offerIds: [offerId] });
  const warehouses = await yandex.warehouses.list({});
  const orders = await yandex.orders.list({});
  const status = await yandex.orders.updateStatus({ orderId, order: { status: 'PROCESSING', substatus: 'READY_TO_SHIP' } });
  const buyer = await yandex.orders.getBuyer({ orderId });
  const returns = await yandex.returns.list({});
  const report = await yandex.reports.generateStocks({});
  const ready = await yandex.reports.getInfo({ reportId: report.result?.reportId ?? '' });
  const shops = await yandex.request('GET /v2/campaigns');
  const names: (string | null | undefined)[] = [];
  for await (const { offer } of yandex.offerMappings.listAll({})) names.push(offer?.name);
  return { campaigns, tree, parameters, updated, mappings, archived, offers, bids, prices, stocks, left, warehouses, orders, status, buyer, returns, ready, shops, names };
}
