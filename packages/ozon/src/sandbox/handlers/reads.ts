import { json } from '@occwo/core/sandbox';
import { sandboxWarehouses } from '../categories.js';
import { invalid } from '../replies.js';
import type { ShopCard } from '../shop.js';
import type { CardFilter } from './selection.js';
import { page, select } from './selection.js';
import { over } from './shop-context.js';
import type { RouteHandlers, ShopContext } from './shop-context.js';

interface Listing {
  readonly filter?: CardFilter;
  readonly last_id?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

const total = ({ stocks }: ShopCard) => [...stocks.values()].reduce((sum, count) => sum + count, 0);
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** What the shop holds, as the reading operations tell it. */
export function readHandlers(context: ShopContext): RouteHandlers {
  const { shop } = context;
  return {
    'POST /v3/product/list': over<Listing>(context, ({ filter, last_id, limit }) => {
      // The document asks for neither; the real method refuses a request without them.
      if (!filter || limit === undefined) return invalid('invalid GetProductListRequest: filter and limit are required');
      const found = select(shop, filter);
      const { cards, next } = page(found, last_id, limit);
      const items = cards.map((card) => ({
        product_id: card.productId, offer_id: card.offerId, sku: card.sku, archived: card.archived,
        has_fbo_stocks: false, has_fbs_stocks: total(card) > 0, is_discounted: false, quants: [],
      }));
      return json(200, { result: { items, total: found.length, last_id: next } });
    }),

    'POST /v3/product/info/list': over<CardFilter>(context, (filter) => {
      const asked = [filter.offer_id, filter.product_id, filter.sku].reduce((sum, ids) => sum + (ids?.length ?? 0), 0);
      if (asked === 0 || asked > 1000) return invalid('invalid GetProductInfoListRequest: 1 to 1000 identifiers are required');
      return json(200, { items: select(shop, filter).map(describe) });
    }),

    'POST /v5/product/info/prices': over<Listing>(context, ({ filter, cursor, limit }) => {
      const found = select(shop, filter);
      const { cards, next } = page(found, cursor, limit);
      const items = cards.map(({ productId, offerId, price, oldPrice, minPrice, item }) => ({
        product_id: productId, offer_id: offerId, acquiring: 0, volume_weight: 0.1,
        price: {
          price: Number(price), old_price: Number(oldPrice), min_price: Number(minPrice), currency_code: item.currency_code ?? 'RUB',
          vat: Number(item.vat ?? 0), marketing_seller_price: Number(price), auto_action_enabled: false,
        },
        marketing_actions: { actions: [], current_period_from: null, current_period_to: null, ozon_actions_exist: false },
      }));
      return json(200, { items, total: found.length, cursor: next });
    }),

    'POST /v4/product/info/stocks': over<Listing>(context, ({ filter, cursor, limit }) => {
      const found = select(shop, filter);
      const { cards, next } = page(found, cursor, limit);
      const items = cards.map((card) => ({
        product_id: card.productId, offer_id: card.offerId,
        stocks: [{ type: 'fbs', present: total(card), reserved: 0, sku: card.sku, shipment_type: 'SHIPMENT_TYPE_GENERAL', warehouse_ids: [...card.stocks.keys()] }],
      }));
      return json(200, { items, total: found.length, cursor: next });
    }),

    'POST /v2/product/info/stocks-by-warehouse/fbs': over<CardFilter & Listing>(context, (request) => {
      const { cards, next, more } = page(select(shop, request), request.cursor, request.limit);
      return json(200, { products: cards.flatMap(byWarehouse), cursor: more ? next : '', has_next: more });
    }),

    'POST /v4/product/info/attributes': over<Listing>(context, ({ filter, last_id, limit }) => {
      const found = select(shop, filter);
      const { cards, next } = page(found, last_id, limit);
      const result = cards.map(({ productId, offerId, sku, item }) => ({
        id: productId, offer_id: offerId, sku, name: item.name, barcode: item.barcode ?? '', barcodes: item.barcode ? [item.barcode] : [],
        description_category_id: item.description_category_id, type_id: item.type_id, primary_image: item.primary_image ?? '', images: item.images ?? [],
        depth: item.depth ?? 0, width: item.width ?? 0, height: item.height ?? 0, dimension_unit: item.dimension_unit ?? 'mm',
        weight: item.weight ?? 0, weight_unit: item.weight_unit ?? 'g', attributes: item.attributes ?? [], complex_attributes: [],
      }));
      return json(200, { result, total: found.length, last_id: next });
    }),
  };
}

function byWarehouse({ offerId, productId, sku, stocks }: ShopCard): unknown[] {
  return [...stocks].map(([warehouse_id, present]) => ({
    offer_id: offerId, product_id: productId, sku, warehouse_id, present, reserved: 0, free_stock: present,
    warehouse_name: sandboxWarehouses.find(({ warehouseId }) => warehouseId === warehouse_id)?.name ?? '',
  }));
}

function describe(card: ShopCard): unknown {
  const { item, productId, offerId, sku, price, oldPrice, minPrice, archived, createdAt, updatedAt } = card;
  const present = total(card);
  return {
    id: productId, offer_id: offerId, sku, name: item.name, price, old_price: oldPrice, min_price: minPrice,
    currency_code: item.currency_code ?? 'RUB', vat: item.vat ?? '0', barcodes: item.barcode ? [item.barcode] : [],
    description_category_id: item.description_category_id, type_id: item.type_id,
    primary_image: item.primary_image ? [item.primary_image] : [], images: item.images ?? [], color_image: [],
    is_archived: archived, is_autoarchived: false, is_discounted: false, is_kgt: false, is_super: false, is_prepayment_allowed: true,
    created_at: iso(createdAt), updated_at: iso(updatedAt), errors: [], volume_weight: 0.1,
    statuses: {
      is_created: true, moderate_status: 'approved', status: 'price_sent', status_failed: '', status_name: 'Продаётся',
      validation_status: 'success', status_updated_at: iso(updatedAt),
    },
    stocks: { has_stock: present > 0, stocks: present > 0 ? [{ present, reserved: 0, sku, source: 'fbs' }] : [] },
    visibility_details: { has_price: Number(price) > 0, has_stock: present > 0 },
  };
}
