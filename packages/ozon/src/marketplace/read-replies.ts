import type { CardState, DayQuota, ItemError, Quotas } from './wire.js';

/** A line of `POST /v3/product/info/list`, as far as it is used. Any field may be null. */
export interface CardReply {
  readonly offer_id?: string | null;
  readonly id?: number | string | null;
  readonly updated_at?: string | null;
  readonly errors?: readonly (ItemError & { readonly texts?: Pick<ItemError, 'message' | 'description' | 'attribute_name'> | null })[] | null;
}

/** The texts of an error stand in an object of their own here. */
export function cardState({ offer_id, id, updated_at, errors }: CardReply): CardState[] {
  if (!offer_id) return [];
  return [{
    offerId: offer_id, productId: id ? String(id) : undefined, updatedAt: timeOf(updated_at),
    errors: (errors ?? []).map(({ texts, ...error }) => ({ ...error, ...texts })),
  }];
}

interface DayReply {
  readonly limit?: number | null;
  readonly usage?: number | null;
  readonly reset_at?: string | null;
}

interface RateReply {
  readonly limit?: number | null;
  readonly limit_type?: string | null;
}

/** `POST /v4/product/info/limit`. `operation_limits` is declared an object and came as an array. */
export interface QuotaReply {
  readonly daily_create?: DayReply | null;
  readonly daily_update?: DayReply | null;
  readonly operation_limits?: RateReply | readonly RateReply[] | null;
}

/** Quotas in our words. A limit of -1 is none. */
export function quotasOf({ daily_create, daily_update, operation_limits }: QuotaReply): Quotas {
  const create = dayQuota(daily_create);
  const update = dayQuota(daily_update);
  const rates = Array.isArray(operation_limits) ? (operation_limits as readonly RateReply[]) : [operation_limits as RateReply | null | undefined];
  const perMinute = rates.find((rate) => rate?.limit_type === 'RATE_LIMIT_PER_MINUTE' && (rate.limit ?? 0) > 0)?.limit;
  return { ...(create && { create }), ...(update && { update }), ...(perMinute && { perMinute }) };
}

function dayQuota(reply: DayReply | null | undefined): DayQuota | undefined {
  if (typeof reply?.limit !== 'number' || reply.limit < 0) return undefined;
  return { limit: reply.limit, usage: reply.usage ?? 0, resetAt: timeOf(reply.reset_at) };
}

function timeOf(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
