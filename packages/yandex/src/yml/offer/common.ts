import type {
  DeliveryOption, OfferAge, OfferCondition, OfferDimensions, OfferParam, Outlet, YmlFlag, CustomNode, YmlNumber, YmlVat,
} from './parts.js';

/** What every offer may have besides the fields of its type. An empty text counts as absent and is not written. */
export interface OfferExtras {
  /** False: made to order. Default of receivers: true. Ignored where delivery options are given. */
  readonly available?: YmlFlag;
  /** Bid in hundredths of a click unit (80 is 0.80). */
  readonly bid?: number;
  readonly cbid?: number;
  readonly sbid?: number;
  readonly fee?: number;
  /** Joins the variants of one model; a whole number of at most 9 digits. */
  readonly groupId?: string | number;
  /** Page of the offer, absolute http(s), at most 512 characters (Market), 2,048 elsewhere. */
  readonly url?: string;
  readonly buyUrl?: string;
  /** The price is a lowest one ("from"); furniture categories only. */
  readonly priceFrom?: boolean;
  /** Price before the discount, greater than `price`. */
  readonly oldprice?: YmlNumber;
  /** Wholesale price; old DTD. */
  readonly wprice?: YmlNumber;
  readonly purchasePrice?: YmlNumber;
  readonly additionalExpenses?: YmlNumber;
  readonly cofinancePrice?: YmlNumber;
  readonly minPrice?: YmlNumber;
  readonly vat?: YmlVat;
  readonly enableAutoDiscounts?: YmlFlag;
  readonly xCategory?: string;
  readonly marketCategory?: string;
  readonly marketCategoryId?: string | number;
  readonly marketSku?: string | number;
  /** Absolute http(s) addresses, the main picture first; at most 10 (Market price list), 30 (Market for sellers). */
  readonly pictures?: readonly string[];
  readonly videos?: readonly string[];
  readonly store?: YmlFlag;
  readonly pickup?: YmlFlag;
  readonly delivery?: YmlFlag;
  /** Delivery is in the price; old DTD. */
  readonly deliveryIncluded?: boolean;
  readonly localDeliveryCost?: YmlNumber;
  readonly deliveryOptions?: readonly DeliveryOption[];
  readonly pickupOptions?: readonly DeliveryOption[];
  readonly outlets?: readonly Outlet[];
  readonly aliases?: string;
  readonly additional?: readonly string[];
  /** Text, or HTML of few tags, which is written as CDATA. At most 3,000 characters with markup (Market price list), 6,000 (sellers). */
  readonly description?: string;
  /** At most 50 characters. */
  readonly salesNotes?: string;
  /** Name of an action, old DTD; not the promos of the shop. */
  readonly promo?: string;
  readonly minQuantity?: number;
  readonly stepQuantity?: number;
  /** True, false or an ISO 8601 duration such as `P1Y`. */
  readonly manufacturerWarranty?: boolean | string;
  readonly sellerWarranty?: boolean | string;
  /** Russian name of the country from Yandex's closed list. */
  readonly countryOfOrigin?: string;
  readonly downloadable?: YmlFlag;
  readonly adult?: YmlFlag;
  /** Digits with the check digit: EAN-8, EAN-13, UPC-A. */
  readonly barcodes?: readonly string[];
  readonly cpa?: 0 | 1;
  /** Ids of at most 30 recommended offers. */
  readonly recommended?: readonly string[];
  /** ISO 8601 duration, or `YYYY-MM-DDThh:mm`. */
  readonly expiry?: string;
  /** Gross weight in kilograms, at most 3 decimals. */
  readonly weight?: YmlNumber;
  readonly dimensions?: OfferDimensions;
  readonly params?: readonly OfferParam[];
  readonly condition?: OfferCondition;
  readonly relatedOffers?: readonly string[];
  readonly creditTemplateId?: string;
  readonly supplierOgrn?: string;
  /** Pieces in stock (Market for sellers). */
  readonly count?: number;
  /** Hidden (Market for sellers). */
  readonly disabled?: YmlFlag;
  readonly archived?: YmlFlag;
  readonly periodOfValidityDays?: YmlNumber;
  readonly commentValidityDays?: string;
  readonly serviceLifeDays?: YmlNumber;
  readonly commentLifeDays?: string;
  readonly warrantyDays?: YmlNumber;
  readonly commentWarranty?: string;
  readonly tnVedCodes?: readonly string[];
  readonly boxCount?: number;
  readonly certificates?: readonly string[];
  /** Element `type` of Market for sellers: what the thing is ("чайник"). Not the offer's type. */
  readonly productType?: string;
  /** Labels `custom_label_0`, `custom_label_1` … of Yandex Direct. */
  readonly customLabels?: readonly string[];
  readonly customScore?: YmlNumber;
  readonly collectionIds?: readonly string[];
  /** Ids of sets, for Webmaster's feeds. */
  readonly setIds?: readonly string[];
  readonly age?: OfferAge;
  /** Elements that YML does not know; other receivers may. */
  readonly custom?: readonly CustomNode[];
}

/** What every offer must have. */
export interface OfferBase extends OfferExtras {
  /** Unique in all feeds of the shop and stable. Market price list: at most 20 digits and Latin letters; sellers: 255 characters. */
  readonly id: string | number;
  /** Price in `currencyId`, greater than 0. */
  readonly price: YmlNumber;
  /** One of the feed's currencies. */
  readonly currencyId: string;
  /** One of the feed's categories. */
  readonly categoryId: string | number;
}
