import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';

/** A number, or its digits as text where exactness matters. The decimal sign is a dot. */
export type YmlNumber = number | string;

/** A yes-or-no element: written as `true` or `false`. */
export type YmlFlag = boolean;

/** Type of VAT by name or by the code of the price list. 22 % (14) since 2026-01-01; code 7 (20 %) is refused since 2026-07-01. */
export type YmlVat =
  | 'NO_VAT' | 'VAT_0' | 'VAT_05' | 'VAT_07' | 'VAT_10' | 'VAT_20' | 'VAT_22'
  | 2 | 5 | 6 | 7 | 10 | 11 | 14;

/** One way of delivery, or the one of pickup. */
export interface DeliveryOption {
  /** Whole units of the currency, 0 for free. */
  readonly cost: YmlNumber;
  /** Days `n` or `n-m` (0 to 31, at most three days apart); '' or 32 and more for unknown. */
  readonly days: YmlNumber;
  /** Whole hour, 0 to 24: orders before it count from the same day. */
  readonly orderBefore?: YmlNumber;
}

/** Stock of an offer at one outlet (a shop or a warehouse). */
export interface Outlet {
  readonly id?: string | number;
  /** Whole pieces. */
  readonly instock?: number;
  readonly booking?: YmlFlag;
  /** Ozon's dialect names the warehouse instead of an id. */
  readonly warehouseName?: string;
}

/** A characteristic. */
export interface OfferParam {
  readonly name: string;
  readonly value: YmlNumber;
  readonly unit?: string;
}

/** State of a used or discounted piece. `likenew` and `used` are the older words. */
export interface OfferCondition {
  readonly type: 'likenew' | 'used' | 'preowned' | 'showcasesample' | 'reduction' | 'refurbished' | 'renovated';
  readonly quality?: 'perfect' | 'excellent' | 'good';
  readonly reason?: string;
}

/** Age limit: 0, 6, 12, 16, 18 years or 0 to 12 months. A bare number means years. */
export type OfferAge = number | { readonly value: number; readonly unit: 'year' | 'month' };

/** Size with packing, centimetres. */
export interface OfferDimensions {
  readonly length: YmlNumber;
  readonly width: YmlNumber;
  readonly height: YmlNumber;
}

/** Hall of an event, with the address of its plan. */
export type EventHall = string | { readonly name: string; readonly plan: string };

/** A node of one's own: written as it is, after the known elements. */
export interface YmlNode {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly text?: string | number;
  /** Write the text as a CDATA section. */
  readonly cdata?: boolean;
  readonly children?: readonly YmlNode[];
}

/** A node of one's own: a plain object, or an element built with xmlbuilder2 (`create()`, `fragment()`, `.ele()`). */
export type CustomNode = YmlNode | XMLBuilder;
