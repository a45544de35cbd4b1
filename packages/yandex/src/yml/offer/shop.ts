import type { DeliveryOption, YmlFlag, CustomNode, YmlNumber } from './parts.js';

/** What stands at the top of a feed. */
export interface ShopInfo {
  /** Short name, at most 20 characters, without slogans or phone numbers. */
  readonly name: string;
  /** Legal name; it is not shown. */
  readonly company: string;
  /** Home page, absolute. */
  readonly url: string;
  readonly phone?: string;
  /** Engine of the shop and its version. */
  readonly platform?: string;
  readonly version?: string;
  readonly agency?: string;
  readonly email?: string;
  /** Delivery of all offers that have no options of their own; in the main currency. */
  readonly deliveryOptions?: readonly DeliveryOption[];
  /** One option. */
  readonly pickupOptions?: readonly DeliveryOption[];
  readonly enableAutoDiscounts?: YmlFlag;
  readonly store?: YmlFlag;
  readonly pickup?: YmlFlag;
  readonly delivery?: YmlFlag;
  readonly localDeliveryCost?: YmlNumber;
  readonly adult?: YmlFlag;
  readonly cpa?: 0 | 1;
  /** Elements that YML does not know. */
  readonly custom?: readonly CustomNode[];
}

/** A currency of the feed. Exactly one has rate 1, and only RUB (RUR), BYN, UAH or KZT may be it. */
export interface FeedCurrencyInput {
  readonly id: 'RUB' | 'RUR' | 'BYN' | 'UAH' | 'KZT' | 'USD' | 'EUR' | (string & {});
  /** A number, or the bank whose rate is taken. Default: 1. */
  readonly rate?: YmlNumber | 'CBRF' | 'NBU' | 'NBK' | 'CB';
  /** Per cent on top of the bank's rate. */
  readonly plus?: YmlNumber;
}

/** A category of the feed. */
export interface FeedCategoryInput {
  /** Whole number above 0, at most 18 digits. */
  readonly id: string | number;
  readonly name: string;
  /** Absent or 0 for a root. */
  readonly parentId?: string | number;
}

/** A gift of the action "gift with purchase" that is no offer of the feed. */
export interface Gift {
  readonly id: string | number;
  readonly name: string;
  readonly pictures?: readonly string[];
}
