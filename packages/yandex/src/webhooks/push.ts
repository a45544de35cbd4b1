import { parseObject } from '@occwo/core/webhooks';

/** Text of which some values are known; others may come. */
type Open<Known extends string> = Known | (string & {});

/** ISO 8601 with an offset. */
type Time = string;

/** A line of an order or a return. */
export interface PushItem {
  readonly offerId: string;
  readonly count: number;
}

interface OfOrder {
  readonly campaignId: number;
  readonly orderId: number;
}

interface OfReturn extends OfOrder {
  readonly returnId: number;
}

interface OfChat {
  readonly businessId: number;
  readonly chatId: number;
}

/** Questions are pushed since 2026; their fields are known by name only, so any may miss. */
interface OfQuestion {
  readonly businessId?: number;
  readonly questionId?: number;
  readonly createdAt?: Time;
}

/** What each type carries beside `notificationType`: ids to read the rest by, and the time of the event. */
export interface YandexPushFields {
  /** Sent when the address is being checked; wants its answer within a second. */
  PING: { readonly time: Time };
  ORDER_CREATED: OfOrder & { readonly items: readonly PushItem[]; readonly createdAt: Time };
  ORDER_CANCELLED: OfOrder & { readonly items: readonly PushItem[]; readonly cancelledAt: Time };
  ORDER_STATUS_UPDATED: OfOrder & { readonly status: string; readonly substatus: string; readonly updatedAt: Time };
  ORDER_UPDATED: OfOrder & { readonly updateType: Open<'SHIPMENT_DATE_UPDATED' | 'DELIVERY_DATE_UPDATED' | 'UNKNOWN'>; readonly updatedAt: Time };
  /** DBS only: the buyer asks to cancel; it must be accepted or refused. */
  ORDER_CANCELLATION_REQUEST: OfOrder & { readonly requestedAt: Time };
  ORDER_RETURN_CREATED: OfReturn & { readonly returnType: Open<'UNREDEEMED' | 'RETURN'>; readonly items: readonly PushItem[]; readonly createdAt: Time };
  /** Only the status that changed is there. */
  ORDER_RETURN_STATUS_UPDATED: OfReturn & {
    readonly statuses: { readonly refundStatus?: string; readonly shipmentStatus?: string }; readonly updatedAt: Time;
  };
  GOODS_FEEDBACK_CREATED: { readonly businessId: number; readonly feedbackId: number; readonly createdAt: Time; readonly publishedAt: Time };
  GOODS_FEEDBACK_COMMENT_CREATED: { readonly businessId: number; readonly commentId: number; readonly createdAt: Time };
  CHAT_CREATED: OfChat & { readonly createdAt: Time };
  /** `messageId` is text in one of Market's tables and a number in its API. */
  CHAT_MESSAGE_SENT: OfChat & { readonly messageId: number | string; readonly sentAt: Time };
  CHAT_ARBITRAGE_STARTED: OfChat & { readonly startedAt: Time };
  CHAT_ARBITRAGE_FINISHED: OfChat & { readonly finishedAt: Time };
  QUESTION_CREATED: OfQuestion;
  QUESTION_ANSWER_CREATED: OfQuestion & { readonly answerId?: number };
  QUESTION_COMMENT_CREATED: OfQuestion & { readonly answerId?: number; readonly commentId?: number };
}

export type YandexPushType = keyof YandexPushFields;

/** A push of one type, with the fields of that type. */
export type YandexPushOf<Type extends YandexPushType> = YandexPushFields[Type] & { readonly notificationType: Type };

/** A push of Market. `notificationType` tells which one, and with it the fields. */
export type YandexPush = { [Type in YandexPushType]: YandexPushOf<Type> }[YandexPushType];

/** A push of a type that came after this package; its fields are whatever Market sends. */
export interface UnknownPush {
  readonly notificationType: string & {};
  readonly [field: string]: unknown;
}

/** The ids that a push of each type cannot do without. No more than these: a 400 is final, and the event would be lost. */
const requiredFields: Readonly<Record<YandexPushType, readonly string[]>> = {
  PING: [],
  ORDER_CREATED: ['campaignId', 'orderId'],
  ORDER_CANCELLED: ['campaignId', 'orderId'],
  ORDER_STATUS_UPDATED: ['campaignId', 'orderId'],
  ORDER_UPDATED: ['campaignId', 'orderId'],
  ORDER_CANCELLATION_REQUEST: ['campaignId', 'orderId'],
  ORDER_RETURN_CREATED: ['campaignId', 'orderId', 'returnId'],
  ORDER_RETURN_STATUS_UPDATED: ['campaignId', 'orderId', 'returnId'],
  GOODS_FEEDBACK_CREATED: ['businessId', 'feedbackId'],
  GOODS_FEEDBACK_COMMENT_CREATED: ['businessId', 'commentId'],
  CHAT_CREATED: ['businessId', 'chatId'],
  CHAT_MESSAGE_SENT: ['businessId', 'chatId', 'messageId'],
  CHAT_ARBITRAGE_STARTED: ['businessId', 'chatId'],
  CHAT_ARBITRAGE_FINISHED: ['businessId', 'chatId'],
  QUESTION_CREATED: [],
  QUESTION_ANSWER_CREATED: [],
  QUESTION_COMMENT_CREATED: [],
};

/** All types that Market is known to push (17 by 2026-07). */
export const pushTypes = Object.keys(requiredFields) as readonly YandexPushType[];

/** Whether a push is of a known type, so that its fields are typed. */
export function isKnownPush(push: YandexPush | UnknownPush): push is YandexPush {
  return Object.hasOwn(requiredFields, push.notificationType);
}

/** Reads a push out of a body, or says what is wrong with it. A type that is not known passes. */
export function readPush(body: string): { readonly push: YandexPush | UnknownPush } | { readonly problem: string } {
  const fields = parseObject(body);
  if (!fields) return { problem: 'the body is no JSON object' };
  const type = fields.notificationType;
  if (typeof type !== 'string' || type === '') return { problem: 'notificationType is missing' };
  const required = Object.hasOwn(requiredFields, type) ? requiredFields[type as YandexPushType] : [];
  const missing = required.find((name) => typeof fields[name] !== 'number' && typeof fields[name] !== 'string');
  return missing === undefined ? { push: fields as unknown as UnknownPush } : { problem: `${missing} is missing` };
}
