import type { ApiErrorCode } from '@occwo/core';

/** What to do, by what the marketplace's text says. The first that fits is taken. */
const byText: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [/base token is not allowed/i, 'make a personal or service token: base tokens are shut out of this method'],
  [/token scope not allowed/i, 'make a token with this category ticked; a test token works on the sandbox hosts alone'],
  [/token (is )?expired|expired token/i, 'make a new token in the seller cabinet: it lives 180 days'],
  [/token problem|malformed|invalid token|withdrawn/i, 'check that the whole token was copied and has not been withdrawn'],
  [/global limiter/i, 'a limit over all methods of the seller was hit: wait, and let fewer programs use the account at once'],
  [/no statistics for this advertising period/i, 'treat it as an empty result: there were no shows in these days, or only today was asked for'],
  [/required characteristics/i, 'add the characteristics to "attributes" of the category in the mapping'],
  [/non unique characteristics/i, 'variants of one group must differ in the characteristics that are named'],
  [/vendor code is used/i, 'another card of yours has this article, maybe in the trash: recover or rename it'],
  [/This category does not exist/i, 'correct subjectID in the mapping: GET /content/v2/object/all lists them'],
  [/switching to another currency/i, 'wait until Wildberries has switched the currency of the cabinet'],
  [/already set/i, 'nothing to do: these values are in force'],
  [/maximum of .* items/i, 'send fewer items in one request'],
];

/** What to do, by the marketplace's code. */
const byVendorCode: Readonly<Record<string, string>> = {
  StoreIsProcessing: 'the warehouse is being changed: try again in a few minutes',
  WarehouseStocksUpdateBlock: 'the warehouse is being changed: try again in a few minutes',
  StatusNotAcceptable: 'stocks of this seller are blocked: ask the support of Wildberries',
  SKUUploadDisabled: 'name goods by chrtId: barcodes were switched off on 2026-05-20',
  NotFound: 'check the id; a new card can be used only after up to 30 minutes',
  UploadDataLimit: 'at most 100000 pieces of one size in one warehouse',
  SupplyHasZeroOrders: 'add orders to the supply before you deliver it',
  SupplyShippingRequired: 'set the shipping parameters of the supply before you deliver it (demanded since September 2026)',
  MetaValidationFail: 'fill in the marking that requiredMeta of the order names',
  FailedToUpdateMeta: 'the order must be in status confirm and take this kind of marking',
  CustomsDeclarationIsRequired: 'add the customs declaration number to the order first',
  StatusMismatch: 'read the status of the order: it has moved on',
};

const byCode: Readonly<Record<ApiErrorCode, string>> = {
  'invalid-request': 'correct the request as the message says; it will fail the same way until then',
  unauthorized: 'check the token: it may be wrong, expired, withdrawn or of another category',
  forbidden: 'the token may not do this: check its categories, its type and the read-only box',
  'not-found': 'check the id; a new card can be used only after up to 30 minutes',
  conflict: 'read the current state and repeat only what is still needed',
  locked: 'the marketplace blocks this for now: try again later',
  'too-large': 'send smaller requests (cards: 10 MB)',
  'rate-limited': 'wait as long as the answer asks; limits are counted by seller and token type',
  'obsolete-method': 'use the method that replaced it',
  'payment-required': 'top up the balance of the service at dev.wildberries.ru',
  rejected: 'correct what the message names; the status was 200, yet nothing was done',
  'server-error': 'try again later: the failure is on the side of Wildberries',
  'unreadable-reply': 'try again later: the answer was no JSON',
};

/** What a person should do about a failure, in a sentence. */
export function hintFor(code: ApiErrorCode, message: string, vendorCode?: string): string {
  const known = vendorCode === undefined ? undefined : byVendorCode[vendorCode];
  return known ?? byText.find(([pattern]) => pattern.test(message))?.[1] ?? byCode[code];
}
