import type { ApiErrorCode } from '@occwo/core';

/** What to do about a code of Market's own. Ours to word; the marketplace's text stays in `message`. */
const byVendorCode: Readonly<Record<string, string>> = {
  UNKNOWN_CATEGORY: 'map the category to an id that POST /v2/categories/tree lists',
  INVALID_CATEGORY: 'map the category to a leaf of the tree: one without children',
  EMPTY_MARKET_CATEGORY: 'send marketCategoryId together with parameterValues',
  UNKNOWN_PARAMETER: 'take the parameter out of the mapping, or use one that POST /v2/category/{categoryId}/parameters lists',
  UNEXPECTED_BOOLEAN_VALUE: 'the parameter takes true or false',
  NUMBER_FORMAT: 'the parameter takes a number with a dot',
  INVALID_UNIT_ID: 'use one of the units that the category lists for this parameter',
  INVALID_GROUP_ID_LENGTH: 'shorten the group id to 255 characters',
  INVALID_PICKER_URL: 'the thumbnail must be one of the pictures',
  LOCKED_DIMENSIONS: 'leave the dimensions out: Market has measured this item itself',
  INVALID_COMMODITY_CODE: 'correct the commodity code',
  NO_REQUIRED_FIELDS: 'a new offer needs a name, a category, pictures, a vendor and a description',
  DUPLICATE_OFFER: 'send each offer once a request',
  OFFER_NOT_FOUND: 'publish the card first; SKUs are compared exactly (557722 is not 0557722)',
  SUBSCRIPTION_REQUIRED: 'the method belongs to a paid subscription of the cabinet',
  NO_ACCESS_BY_DEPRECATION_POLICY: 'the method is being switched off: use its replacement',
  API_DISABLED: 'the shop has been inactive for more than 90 days: make it active in the cabinet',
  CAMPAIGN_TYPE_NOT_SUPPORTED: 'the method is not for the working model of this shop (FBY, FBS, DBS, Express)',
  GROUPED_WAREHOUSE: 'the warehouse is in a group: send the stock for one warehouse of the group, by campaign',
  ORDER_ALREADY_EXISTS: 'the order was made by an earlier request: read it back',
  RETURN_ALREADY_EXISTS: 'the return was made by an earlier request: read it back',
};

const byCode: Readonly<Partial<Record<ApiErrorCode, string>>> = {
  'invalid-request': 'correct the request as the message says',
  unauthorized: 'check apiKey (OCCWO_YANDEX_API_KEY); it goes out bare, without Bearer',
  forbidden: 'check that the key belongs to this cabinet, has the access that the method needs, and that the shop is active',
  'not-found': 'check businessId and campaignId; the shop number shown in the cabinet is no campaignId',
  locked: 'wait until the cabinet has finished its migration',
  'rate-limited': 'wait until the limit is free again; the client does so by itself within the deadline',
  'too-large': 'split the request: a body may hold 512 KB',
  'server-error': 'try again later; the client repeats what may be repeated',
  rejected: 'correct what the message names and send the whole batch again: none of it was applied',
};

/** What a person should do about a failure. */
export function failureHint(code: ApiErrorCode, vendorCode: string | undefined, message: string): string | undefined {
  if (/does not have any of the scopes/i.test(message)) {
    return 'give the key one of the accesses that the message names (cabinet, "API and modules"); a change takes up to 10 minutes';
  }
  if (/default price/i.test(message)) return 'the cabinet has one price for all shops: set it with the business-level method';
  if (/is not active|inactive/i.test(message)) return byVendorCode.API_DISABLED;
  if (/parallel requests/i.test(message)) return 'lower the concurrency: Market takes 4 requests at once a cabinet or shop';
  return (vendorCode !== undefined ? byVendorCode[vendorCode] : undefined) ?? byCode[code];
}
