import type { ApiErrorCode } from '@occwo/core';

/** What to do about a text that Ozon is known to answer. First match wins. */
const byText: readonly (readonly [RegExp, string])[] = [
  [/Client-Id and Api-Key headers are required/i, 'hand in clientId and apiKey, or set OCCWO_OZON_CLIENT_ID and OCCWO_OZON_API_KEY'],
  [/Api-Key is missing a required role/i, 'make a key with the role of this method in the seller cabinet (Settings, Seller API); POST /v1/roles lists the methods of a key'],
  [/Api-Key is restricted to specific IP/i, 'the key has a list of allowed networks: add the address of this machine in the seller cabinet'],
  [/api-key is deactivated/i, 'make a new key in the seller cabinet: a key lives three months'],
  [/invalid api-key/i, 'check OCCWO_OZON_CLIENT_ID and OCCWO_OZON_API_KEY: the key must belong to that Client-Id and be under three months old'],
  [/offer not signed/i, 'accept the offer (contract) in the seller cabinet'],
  [/company is blocked/i, 'the account is blocked: contact Ozon support'],
  [/existing subscription/i, 'the method needs a Premium subscription; its description says which'],
  [/must be issued for seller|method is not allowed/i, 'check the route; the Ozon Delivery methods take an OAuth token (option accessToken), not an Api-Key'],
  [/obsolete method/i, 'Ozon has switched the method off; call its replacement'],
  [/circle is open/i, 'Ozon has paused the method after a burst; it works again in some minutes'],
  [/operation items limits|item_limit_exceeded/i, 'the quota of items is used up; POST /v4/product/info/limit shows quotas and when they start anew'],
  [/request rate limit per second/i, 'send less: 50 requests a second an account, and less for some methods'],
  [/too long period|PERIOD_IS_TOO_LONG/i, 'ask for a shorter period (finance: a month, postings: a year) and join the answers'],
  [/MAX_OFFSET_EXCEEDED/i, 'narrow the filter: the offset ends at 20 000'],
  [/TRANSITION_IS_NOT_POSSIBLE/i, 'read the posting first: its status has moved on, or the order of statuses is wrong'],
  [/restore limit exceeded/i, '100 automatically archived cards a day can be restored; the count starts anew at 03:00 Moscow time'],
  [/total limit exceeded/i, 'the assortment is full: archive cards, or see POST /v4/product/info/limit'],
];

const byCode: Readonly<Record<ApiErrorCode, string>> = {
  'invalid-request': 'correct the request as the text says',
  unauthorized: 'check OCCWO_OZON_CLIENT_ID and OCCWO_OZON_API_KEY',
  forbidden: 'the key may not call this method: check its role, its networks and the subscription (POST /v1/roles)',
  'not-found': 'check the id: it is unknown to this account',
  conflict: 'read the state first: it has changed meanwhile',
  locked: 'another change is under way; try again later',
  'too-large': 'send fewer items at once',
  'rate-limited': 'wait and send less',
  'obsolete-method': 'Ozon has switched the method off; see its documentation for the replacement',
  'payment-required': 'see the balance and the subscription in the seller cabinet',
  'server-error': 'Ozon failed; try again later',
  rejected: 'correct what the reason names and send it again',
  'unreadable-reply': 'Ozon answered in an unknown form; try again later',
};

/** A sentence that says what to do about a failure. */
export function hintFor(code: ApiErrorCode, message: string, replacement?: string): string {
  if (code === 'obsolete-method' && replacement) return `Ozon has switched the method off; call ${replacement}`;
  return byText.find(([pattern]) => pattern.test(message))?.[1] ?? byCode[code];
}
