import type { OfferBase, OfferExtras } from './common.js';
import type { EventHall, OfferAge, YmlFlag, YmlNumber } from './parts.js';

/** An offer without `type`: the name says all. Yandex Direct also takes `typePrefix`, `vendor` and `model` beside the name. */
export interface SimplifiedOffer extends OfferBase {
  readonly type?: undefined;
  readonly name: string;
  readonly typePrefix?: string;
  readonly vendor?: string;
  readonly vendorCode?: string;
  readonly model?: string;
}

/** A name put together by the receiver from `typePrefix`, `vendor` and `model`. The model must not repeat the vendor. */
export interface VendorModelOffer extends OfferBase {
  readonly type: 'vendor.model';
  readonly vendor: string;
  readonly model: string;
  readonly typePrefix?: string;
  readonly vendorCode?: string;
  readonly name?: string;
  readonly provider?: string;
  readonly tarifplan?: string;
}

interface Publication extends OfferBase {
  readonly name: string;
  readonly author?: string;
  readonly series?: string;
  readonly year?: number;
  readonly isbn?: string;
  readonly volume?: number;
  readonly part?: number;
  readonly language?: string;
  readonly tableOfContents?: string;
}

export interface BookOffer extends Publication {
  readonly type: 'book';
  readonly publisher: string;
  readonly age: OfferAge;
  readonly binding?: string;
  readonly pageExtent?: number;
}

export interface AudiobookOffer extends Publication {
  readonly type: 'audiobook';
  readonly publisher?: string;
  readonly performedBy?: string;
  readonly performanceType?: string;
  readonly storage?: string;
  readonly format?: string;
  /** Minutes and seconds: `mm.ss`. */
  readonly recordingLength?: string;
}

/** Music and video. */
export interface ArtistTitleOffer extends OfferBase {
  readonly type: 'artist.title';
  readonly title: string;
  readonly artist?: string;
  readonly year?: number;
  readonly media?: string;
  readonly starring?: string;
  readonly director?: string;
  readonly originalName?: string;
  readonly country?: string;
}

interface NamedGoods extends OfferBase {
  readonly name: string;
  readonly vendor?: string;
  readonly vendorCode?: string;
}

/** A medicine: pickup is a must, delivery needs a licence. */
export interface MedicineOffer extends NamedGoods {
  readonly type: 'medicine';
  readonly pickup: true;
  /** True only with a licence to deliver. */
  readonly delivery: YmlFlag;
}

export interface TourOffer extends OfferBase {
  readonly type: 'tour';
  readonly name: string;
  /** Length, whole days. */
  readonly days: number;
  /** What the price covers. */
  readonly included: string;
  readonly transport: string;
  readonly worldRegion?: string;
  readonly country?: string;
  readonly region?: string;
  readonly dataTour?: readonly string[];
  readonly hotelStars?: string;
  readonly room?: string;
  readonly meal?: string;
  readonly priceMin?: YmlNumber;
  readonly priceMax?: YmlNumber;
  readonly options?: string;
}

export interface EventTicketOffer extends OfferBase {
  readonly type: 'event-ticket';
  readonly name: string;
  readonly place: string;
  /** `YYYY-MM-DD hh:mm:ss` or ISO 8601. */
  readonly date: string;
  readonly hall?: EventHall;
  readonly hallPart?: string;
  readonly isPremiere?: 0 | 1;
  readonly isKids?: 0 | 1;
}

export interface AlcoOffer extends NamedGoods {
  readonly type: 'alco';
}

/** Made to order; Market for sellers. */
export interface OnDemandOffer extends NamedGoods {
  readonly type: 'on.demand';
  readonly model?: string;
}

/** An offer to be written. `type` decides which fields are required; leaving one out is an error of the compiler. */
export type Offer =
  | SimplifiedOffer
  | VendorModelOffer
  | BookOffer
  | AudiobookOffer
  | ArtistTitleOffer
  | MedicineOffer
  | TourOffer
  | EventTicketOffer
  | AlcoOffer
  | OnDemandOffer;

/** An offer of Ozon's dialect: prices and stocks of known articles, no names, categories or currencies. */
export interface OzonOffer extends Omit<OfferExtras, 'priceFrom'> {
  readonly type?: undefined;
  /** The seller's article. */
  readonly id: string | number;
  readonly price: YmlNumber;
}

export type OfferType = NonNullable<Offer['type']>;
