import type { SandboxReply, SandboxRequest } from '@occwo/core/sandbox';
import type { Good } from '../marketplace/price-calls.js';
import type { HandlerTools, RouteHandlers } from './route-handlers.js';
import { prices, pricesError } from './replies.js';
import type { PriceUpload, SandboxCard, SellerState } from './seller-state.js';

const date = '2026-01-01T00:00:00Z';

/** Prices: uploads that are worked off later, their history, the prices in force. */
export const priceHandlers: RouteHandlers = {
  'POST /api/v2/upload/task': startUpload,
  'GET /api/v2/history/tasks': ({ query }, { state }) => {
    const upload = find(state, query.uploadID);
    return prices(upload?.results ? { ...summary(upload), status: statusOf(upload), successGoodsNumber: upload.results.filter(({ status }) => status === 2).length } : null);
  },
  'GET /api/v2/history/goods/task': ({ query }, { state }) => {
    const upload = find(state, query.uploadID);
    const goods = upload?.results?.slice(...slice(query)).map((good) => describeGood(state, good));
    return prices({ uploadID: upload?.id ?? null, historyGoods: goods ?? null });
  },
  'GET /api/v2/buffer/tasks': ({ query }, { state }) => {
    const upload = find(state, query.uploadID);
    return prices(upload && !upload.results ? { ...summary(upload), status: 1, successGoodsNumber: 0 } : null);
  },
  'GET /api/v2/buffer/goods/task': ({ query }, { state }) => {
    const upload = find(state, query.uploadID);
    const waiting = upload && !upload.results ? upload.goods.slice(...slice(query)).map((good) => describeGood(state, { ...good, status: 1 })) : null;
    return prices({ uploadID: upload?.id ?? null, bufferGoods: waiting });
  },
  'GET /api/v2/list/goods/filter': ({ query }, { state }) => {
    state.settle();
    const wanted = query.filterNmID === undefined ? [...state.cards.values()] : [state.card(Number(query.filterNmID))];
    return prices({ listGoods: wanted.filter((card) => card !== undefined).slice(...slice(query)).map((card) => listed(state, card)) });
  },
  'POST /api/v2/list/goods/filter': ({ body }, { state }) => {
    state.settle();
    const { nmList } = body as { nmList: readonly number[] };
    return prices({ listGoods: nmList.flatMap((nmID) => state.card(nmID) ?? []).map((card) => listed(state, card)) });
  },
  'GET /api/v2/list/goods/size/nm': ({ query }, { state }) => {
    state.settle();
    const card = state.card(Number(query.nmID));
    const rows = card ? listed(state, card) : undefined;
    const common = { nmID: card?.nmID, vendorCode: card?.vendorCode, currencyIsoCode4217: 'RUB', discount: rows?.discount, clubDiscount: 0, editableSizePrice: false };
    return prices({ listGoods: rows?.sizes.slice(...slice(query)).map((size) => ({ ...size, ...common })) ?? null });
  },
  'GET /api/v2/quarantine/goods': ({ query }, { state }) => {
    state.settle();
    const goods = [...state.quarantine.values()].slice(...slice(query)).map((good) => {
      const old = state.prices.get(good.nmID);
      return { nmID: good.nmID, sizeID: null, techSizeName: '', currencyIsoCode4217: 'RUB', newPrice: good.price, oldPrice: old?.price ?? 0, newDiscount: good.discount, oldDiscount: old?.discount ?? 0, priceDiff: good.price - (old?.price ?? 0) };
    });
    return prices({ quarantineGoods: goods });
  },
};

function startUpload({ body }: SandboxRequest, { state, context, refuse }: HandlerTools): SandboxReply {
  state.settle();
  const { data } = body as { data: readonly (Pick<Good, 'nmID'> & { price?: number | null; discount?: number | null })[] };
  const goods = data.map(({ nmID, price, discount }) => {
    const now = state.prices.get(nmID);
    return { nmID, price: price ?? now?.price ?? 0, discount: discount ?? now?.discount ?? 0 };
  });
  const text = JSON.stringify(data);
  const same = state.uploads.find((upload) => upload.text === text && !upload.results);
  if (same) return prices({ id: same.id, alreadyExists: true }, 208, 'This task already exists');
  const problem = wrongUpload(data, goods, state);
  if (problem) return pricesError(problem);
  const upload: PriceUpload = { id: state.nextId(), text, goods, dueAt: state.later(() => {
    upload.results = goods.map((good) => {
      const errorText = refuse ? wrongGood(good, state) : undefined;
      if (errorText !== undefined) {
        if (errorText.endsWith('quarantine')) state.quarantine.set(good.nmID, good);
        return { ...good, status: 3, errorText };
      }
      state.quarantine.delete(good.nmID);
      state.prices.set(good.nmID, good);
      context.effect('price', state.card(good.nmID)?.vendorCode ?? String(good.nmID), { price: good.price, discount: good.discount });
      return { ...good, status: 2, errorText: null };
    });
  }) };
  state.uploads.push(upload);
  return prices({ id: upload.id, alreadyExists: false });
}

/** Why an upload is refused as a whole. */
function wrongUpload(data: readonly { price?: number | null; discount?: number | null }[], goods: readonly Good[], state: SellerState): string | undefined {
  if (goods.length === 0) return 'Empty data';
  if (goods.length > 1000) return 'Upload limit exceeded: You can upload a maximum of 1 000 items';
  if (new Set(goods.map(({ nmID }) => nmID)).size < goods.length) return 'Duplicate item Nos.';
  if (data.some(({ price, discount }) => (price ?? undefined) === undefined && (discount ?? undefined) === undefined)) return 'Price and discount not specified';
  if (goods.some(({ price }) => price <= 0 || price > 1_000_000_000)) return 'Invalid price value';
  if (goods.some(({ discount }) => discount < 0 || discount > 99)) return 'Invalid discount value';
  const useless = goods.filter((good) => !state.card(good.nmID) || isInForce(good, state));
  if (useless.length < goods.length) return undefined;
  return goods.every((good) => isInForce(good, state)) ? 'The specified prices and discounts are already set' : 'All item Nos. are specified incorrectly, or the specified prices and discounts are already set';
}

function isInForce({ nmID, price, discount }: Good, state: SellerState): boolean {
  const now = state.prices.get(nmID);
  return now?.price === price && now.discount === discount;
}

/** Why one good of an upload is refused. */
function wrongGood(good: Good, state: SellerState): string | undefined {
  if (!state.card(good.nmID)) return 'Invalid item No.';
  const now = state.prices.get(good.nmID);
  if (now && discounted(now) >= 3 * discounted(good)) return 'The new price is at least 3 times lower than the old one. Item has been moved to quarantine';
  return undefined;
}

const discounted = ({ price, discount }: Good) => (price * (100 - discount)) / 100;

function statusOf({ results = [] }: PriceUpload): number {
  const refused = results.filter(({ status }) => status === 3).length;
  return refused === 0 ? 3 : refused === results.length ? 6 : 5;
}

function summary({ id, goods }: PriceUpload) {
  return { uploadID: id, uploadDate: date, activationDate: date, overAllGoodsNumber: goods.length };
}

function find(state: SellerState, uploadID: unknown): PriceUpload | undefined {
  state.settle();
  return state.uploads.find(({ id }) => id === Number(uploadID));
}

function describeGood(state: SellerState, good: Good & { readonly status: number; readonly errorText?: string | null }) {
  const card = state.card(good.nmID);
  return { ...good, vendorCode: card?.vendorCode ?? '', sizeID: null, techSizeName: '', currencyIsoCode4217: 'RUB', clubDiscount: null };
}

function listed(state: SellerState, { nmID, vendorCode, sizes }: SandboxCard) {
  const { price, discount } = state.prices.get(nmID) ?? { price: 0, discount: 0 };
  const paid = discounted({ nmID, price, discount });
  const rows = sizes.map(({ chrtID, techSize }) => ({ sizeID: chrtID, price, discountedPrice: paid, clubDiscountedPrice: paid, techSizeName: techSize ?? '' }));
  return { nmID, vendorCode, sizes: rows, currencyIsoCode4217: 'RUB', discount, clubDiscount: 0, editableSizePrice: false };
}

function slice({ limit = '1000', offset = '0' }: SandboxRequest['query']): [number, number] {
  return [Number(offset), Number(offset) + Number(limit)];
}
