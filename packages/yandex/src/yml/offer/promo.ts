import type { YmlNumber } from './parts.js';

/** A product that an action is about: one offer or a whole category. */
export type PromoProduct = { readonly offerId: string | number } | { readonly categoryId: string | number };

/** An offer with the price of the action. */
export interface DiscountedProduct {
  readonly offerId: string | number;
  readonly discountPrice: YmlNumber;
  /** Default: RUB. */
  readonly currency?: string;
}

interface PromoBase {
  /** At most 20 letters and digits, unique. */
  readonly id: string;
  /** `YYYY-MM-DD` or `YYYY-MM-DD hh:mm:ss`, a zone may follow. */
  readonly startDate?: string;
  readonly endDate?: string;
  /** At most 500 characters of XHTML; written as CDATA. */
  readonly description?: string;
  readonly url?: string;
}

/** A discount for those who enter a code: at least 5 % or 500 roubles. */
export interface PromoCode extends PromoBase {
  readonly type: 'promo code';
  /** At most 20 characters. */
  readonly promoCode: string;
  readonly discount: { readonly unit: 'percent'; readonly value: YmlNumber } | { readonly unit: 'currency'; readonly value: YmlNumber; readonly currency: string };
  readonly products: readonly PromoProduct[];
}

/** A lower price for a short time: 5 to 95 % off, the old price held 5 days of the last 30. */
export interface FlashDiscount extends PromoBase {
  readonly type: 'flash discount';
  readonly products: readonly DiscountedProduct[];
}

export interface GiftWithPurchase extends PromoBase {
  readonly type: 'gift with purchase';
  readonly requiredQuantity?: number;
  readonly products: readonly PromoProduct[];
  readonly gifts: readonly ({ readonly giftId: string | number } | { readonly offerId: string | number })[];
}

/** `freeQuantity` pieces free for `requiredQuantity` bought. */
export interface NPlusM extends PromoBase {
  readonly type: 'n plus m';
  readonly requiredQuantity: number;
  readonly freeQuantity: number;
  readonly products: readonly PromoProduct[];
}

/** A price for holders of the shop's card. */
export interface LoyaltyProgram extends PromoBase {
  readonly type: 'loyalty program';
  readonly products: readonly DiscountedProduct[];
}

/** A sales action. An offer takes part in at most one; otherwise receivers pick one at random. */
export type Promo = PromoCode | FlashDiscount | GiftWithPurchase | NPlusM | LoyaltyProgram;
