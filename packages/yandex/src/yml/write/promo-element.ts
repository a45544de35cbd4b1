import type { DiscountedProduct, Promo, PromoProduct } from '../offer/promo.js';
import type { Gift } from '../offer/shop.js';
import { noAttributes, ymlElement } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import { scalarText } from './scalar.js';

/** A promo as the element that it becomes. */
export function promoElement(promo: Promo): YmlElement {
  const children: YmlElement[] = [];
  const add = (name: string, value: unknown): void => {
    if (value !== undefined && value !== '') children.push(ymlElement(name, scalarText(value, `promo/${name}`)));
  };
  add('start-date', promo.startDate);
  add('end-date', promo.endDate);
  if (promo.description !== undefined) children.push({ ...ymlElement('description', promo.description), cdata: true });
  add('url', promo.url);
  if (promo.type === 'promo code') {
    add('promo-code', promo.promoCode);
    const { discount } = promo;
    const attributes: Record<string, string> = discount.unit === 'percent' ? { unit: 'percent' } : { unit: 'currency', currency: discount.currency };
    children.push(ymlElement('discount', scalarText(discount.value, 'promo/discount'), attributes));
  }
  children.push(purchaseElement(promo));
  if (promo.type === 'gift with purchase') {
    const gifts = promo.gifts.map((gift) => ymlElement('promo-gift', '', 'giftId' in gift ? { 'gift-id': String(gift.giftId) } : { 'offer-id': String(gift.offerId) }));
    children.push(ymlElement('promo-gifts', '', noAttributes, gifts));
  }
  return ymlElement('promo', '', { id: promo.id, type: promo.type }, children);
}

function purchaseElement(promo: Promo): YmlElement {
  const children: YmlElement[] = [];
  if (promo.type === 'n plus m' || (promo.type === 'gift with purchase' && promo.requiredQuantity !== undefined)) {
    children.push(ymlElement('required-quantity', String(promo.requiredQuantity)));
  }
  if (promo.type === 'n plus m') children.push(ymlElement('free-quantity', String(promo.freeQuantity)));
  for (const product of promo.products) children.push(productElement(product));
  return ymlElement('purchase', '', noAttributes, children);
}

function productElement(product: PromoProduct | DiscountedProduct): YmlElement {
  if ('categoryId' in product) return ymlElement('product', '', { 'category-id': String(product.categoryId) });
  const attributes = { 'offer-id': String(product.offerId) };
  if (!('discountPrice' in product)) return ymlElement('product', '', attributes);
  const price = ymlElement('discount-price', scalarText(product.discountPrice, 'promo/discount-price'), { currency: product.currency ?? 'RUB' });
  return ymlElement('product', '', attributes, [price]);
}

export function giftElement(gift: Gift): YmlElement {
  const pictures = (gift.pictures ?? []).map((picture) => ymlElement('picture', picture));
  return ymlElement('gift', '', { id: String(gift.id) }, [ymlElement('name', gift.name), ...pictures]);
}
