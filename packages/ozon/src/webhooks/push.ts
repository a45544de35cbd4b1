/**
 * The pushes of Ozon, as they come over the wire. Times are UTC. `seller_id` and ids of chats come as numbers in some
 * pushes and as text in others; ids of messages reach 3e18, so they are text. Date pushes may carry empty dates.
 */

type Id = number | string;

interface FromSeller {
  readonly seller_id: Id;
}

export interface PushProduct {
  readonly sku: number;
  readonly quantity: number;
  readonly offer_id?: string;
}

/** Ozon asks whether the service is there, when its URL is confirmed. */
export interface PingPush {
  readonly message_type: 'TYPE_PING';
  readonly time: string;
}

/** A new FBS or rFBS posting. It may lag: poll the unfulfilled list too. After a late payment `in_process_at` is empty. */
export interface NewPostingPush extends FromSeller {
  readonly message_type: 'TYPE_NEW_POSTING';
  readonly posting_number: string;
  readonly products: readonly PushProduct[];
  readonly in_process_at?: string | null;
  readonly warehouse_id: Id;
  readonly shipment_date?: string | null;
  readonly tpl_integration_type?: string;
  readonly is_express?: boolean;
  readonly tracking_number?: string;
  readonly delivery_date_begin?: string | null;
  readonly delivery_date_end?: string | null;
}

export interface PushCancelReason {
  readonly id: number;
  readonly message: string;
}

export interface PostingCancelledPush extends FromSeller {
  readonly message_type: 'TYPE_POSTING_CANCELLED';
  readonly posting_number: string;
  readonly products: readonly PushProduct[];
  readonly old_state: string;
  readonly new_state: string;
  readonly changed_state_date: string;
  readonly reason?: PushCancelReason | null;
  readonly warehouse_id: Id;
}

/** The state's name is the push model's own: `statusesOfPushState` says which API status it is. */
export interface StateChangedPush extends FromSeller {
  readonly message_type: 'TYPE_STATE_CHANGED';
  readonly posting_number: string;
  readonly new_state: string;
  readonly changed_state_date: string;
  readonly warehouse_id: Id;
}

export interface CutoffDateChangedPush extends FromSeller {
  readonly message_type: 'TYPE_CUTOFF_DATE_CHANGED';
  readonly posting_number: string;
  readonly new_cutoff_date?: string | null;
  readonly old_cutoff_date?: string | null;
  readonly warehouse_id: Id;
}

interface DeliveryDates {
  readonly new_delivery_date_begin?: string | null;
  readonly new_delivery_date_end?: string | null;
  readonly old_delivery_date_begin?: string | null;
  readonly old_delivery_date_end?: string | null;
}

export interface DeliveryDateChangedPush extends FromSeller, DeliveryDates {
  readonly message_type: 'TYPE_DELIVERY_DATE_CHANGED';
  readonly posting_number: string;
  readonly warehouse_id: Id;
}

/** A card was created or changed, or that failed (`is_error`). */
export interface ItemPush extends FromSeller {
  readonly message_type: 'TYPE_CREATE_OR_UPDATE_ITEM' | 'TYPE_CREATE_ITEM' | 'TYPE_UPDATE_ITEM';
  readonly offer_id: string;
  readonly product_id: number;
  readonly is_error: boolean;
  readonly changed_at: string;
}

export interface StocksChangedPush extends FromSeller {
  readonly message_type: 'TYPE_STOCKS_CHANGED';
  readonly items: readonly {
    readonly product_id: number;
    readonly sku: number;
    readonly updated_at: string;
    readonly stocks: readonly { readonly warehouse_id: Id; readonly present: number; readonly reserved: number }[];
  }[];
}

interface ChatPush extends FromSeller {
  readonly chat_id: string;
  readonly chat_type: string;
  readonly user: { readonly id: Id; readonly type: string };
}

export interface MessagePush extends ChatPush {
  readonly message_type: 'TYPE_NEW_MESSAGE' | 'TYPE_UPDATE_MESSAGE';
  readonly message_id: string;
  readonly data: readonly string[];
  readonly created_at: string;
  readonly updated_at?: string;
}

export interface MessageReadPush extends ChatPush {
  readonly message_type: 'TYPE_MESSAGE_READ';
  readonly message_id: string;
  readonly last_read_message_id: string;
  readonly created_at: string;
}

export interface ChatClosedPush extends ChatPush {
  readonly message_type: 'TYPE_CHAT_CLOSED';
}

/** The category tree is another one now; the only push that names no seller. */
export interface CategoryTreeChangedPush {
  readonly message_type: 'TYPE_DESCRIPTION_CATEGORY_TREE_CHANGED';
  readonly changed_at: string;
}

interface FboPosting extends FromSeller {
  readonly posting_number: string;
  readonly order_number: string;
  readonly uuid: string;
  readonly warehouse_id: Id;
}

export interface FboPostingNewPush extends FboPosting {
  readonly message_type: 'TYPE_FBO_POSTING_NEW';
  readonly products: readonly PushProduct[];
  readonly creation_date: string;
}

export interface FboPostingCancelledPush extends FboPosting {
  readonly message_type: 'TYPE_FBO_POSTING_CANCELLED';
  readonly products: readonly PushProduct[];
  readonly old_state: string;
  readonly new_state: string;
  readonly cancel_date: string;
  readonly reason?: PushCancelReason | null;
}

export interface FboPostingStateChangedPush extends FboPosting {
  readonly message_type: 'TYPE_FBO_POSTING_STATE_CHANGED';
  readonly new_state: string;
  readonly changed_state_date: string;
}

export interface FboPostingDeliveryDateChangedPush extends FboPosting, DeliveryDates {
  readonly message_type: 'TYPE_FBO_POSTING_DELIVERY_DATE_CHANGED';
}

export interface FboStocksChangedPush extends FromSeller {
  readonly message_type: 'TYPE_FBO_STOCKS_CHANGED';
  readonly sku: number;
  readonly stocks: { readonly new_present: number; readonly new_reserved: number; readonly old_present: number; readonly old_reserved: number };
  readonly updated_at: string;
}

interface OrderOfDelivery extends FromSeller {
  readonly order_number: string;
  readonly order_id: Id;
  readonly uuid: string;
}

export interface OrderNewPush extends OrderOfDelivery {
  readonly message_type: 'TYPE_ORDER_NEW';
  readonly created_at: string;
}

export interface OrderCancelledPush extends OrderOfDelivery {
  readonly message_type: 'TYPE_ORDER_CANCELLED';
  readonly cancelled_at: string;
}

export interface OrderStateChangedPush extends OrderOfDelivery {
  readonly message_type: 'TYPE_ORDER_STATE_CHANGED';
  readonly old_state: string;
  readonly new_state: string;
  readonly updated_at: string;
}

/** Known from older services only; the reference of August 2026 does not list it. */
export interface PriceIndexChangedPush extends FromSeller {
  readonly message_type: 'TYPE_PRICE_INDEX_CHANGED';
  readonly sku: number;
  readonly product_id: number;
  readonly price_index: number;
  readonly updated_at: string;
}

/** Every push but the ping, by `message_type`. */
export type OzonPush =
  | NewPostingPush | PostingCancelledPush | StateChangedPush | CutoffDateChangedPush | DeliveryDateChangedPush | ItemPush | StocksChangedPush
  | MessagePush | MessageReadPush | ChatClosedPush | CategoryTreeChangedPush | FboPostingNewPush | FboPostingCancelledPush
  | FboPostingStateChangedPush | FboPostingDeliveryDateChangedPush | FboStocksChangedPush | OrderNewPush | OrderCancelledPush
  | OrderStateChangedPush | PriceIndexChangedPush;

export type OzonPushType = OzonPush['message_type'];

type OfType<Push, Type> = Push extends { readonly message_type: infer Known } ? (Type extends Known ? Push : never) : never;

/** The push of one type. */
export type OzonPushOf<Type extends OzonPushType> = OfType<OzonPush, Type>;

/** A push of a type that came after this version. */
export interface UnknownPush {
  readonly message_type: string;
  readonly [field: string]: unknown;
}
