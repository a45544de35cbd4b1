import type { Reason } from '@occwo/core';
import { ApiError, OccwoError, ValidationError } from '@occwo/core';
import type { ItemError } from './wire.js';

/** What to do about a code of a single item. Codes as Ozon's reference writes them, in lower case. */
const hints: Readonly<Record<string, string>> = {
  empty_required: 'fill the field',
  error_attribute_values_empty: 'map the attribute in the category of the mapping',
  error_attribute_values_out_of_range: "take a value from the attribute's dictionary",
  missing_dimension: 'give length, width, height and weight, or defaults for them in the category of the mapping',
  incorrect_density: 'check weight (grams) and dimensions (millimetres): together they are impossible',
  value_max_limit: 'the field is over its limit: check dimensions and weight; an article has at most 50 characters, a card 30 photos with the main one',
  description_category_invalid: 'correct descriptionCategoryId in the mapping',
  description_category_is_empty: 'give descriptionCategoryId in the mapping',
  description_category_has_no_description_type: 'correct typeId in the mapping: it is no type of that category',
  description_type_is_empty: 'give typeId in the mapping',
  description_category_is_legacy: 'Ozon has retired the category: choose a new one in the mapping',
  levels_category_not_found: 'Ozon has retired the category: choose a new one in the mapping',
  vat_invalid: 'correct the VAT: 0, 5, 7, 10, 20 or 22 percent',
  name_too_long: 'shorten the name: at most 500 characters',
  all_image_failed: 'the photo must open for everybody, without a login',
  all_image_unprocessed: 'the photo must open for everybody, as JPG or PNG',
  price_is_negative: 'give a price above zero',
  price_negative: 'give a price above zero',
  price_out_of_range: 'the price is too far from what the category allows',
  invalid_category_price: 'the price is too far from what the category allows',
  old_price_less_than_price: 'raise the old price above the price, or leave it out',
  discount_for_low_price_is_too_small: 'up to 400 roubles the old price must be more than 20 roubles higher; or leave it out',
  discount_for_average_price_is_too_small: 'up to 10 000 roubles the old price must be more than 5 % higher; or leave it out',
  discount_for_top_price_is_too_small: 'above 10 000 roubles the old price must be more than 500 roubles higher; or leave it out',
  discount_too_big: 'the discount must stay under 90 %',
  min_auto_price_too_big: 'the lowest price must be below the price',
  min_auto_price_too_small: 'the lowest price must be at least half of the price',
  price_less_than_min_auto_price: 'raise the price above the lowest price, or lower that',
  action_price_enabled_min_price_missing: 'switch the automatic promotion of the product off before the lowest price changes',
  seller_no_contract_failed: 'renew the contract in the seller cabinet',
  item_limit_exceeded: "the day's quota is used up; it starts anew at 03:00 Moscow time (POST /v4/product/info/limit)",
  spu_already_exists: 'a product of exactly these characteristics exists already',
  barcode_invalid: 'correct the barcode: its check digit does not fit',
  offer_id_not_found: 'publish the card first',
  not_found_error: 'publish the card first',
  product_is_not_created: 'the card is still in moderation: try again later',
  warehouse_not_found: 'correct the warehouse in the mapping: its id must be known and active',
  too_many_requests: 'a stock can be changed once in 30 seconds',
  stock_too_big: 'a stock must stay under a million',
  product_is_archived: 'take the product out of the archive first',
  size_required_for_not_unique_offer_id: 'the article stands for two products: a usual and an economy one',
  source_type_not_found: 'the product has no SKU yet: wait until it is created',
};

/** Texts that come without a code of their own. */
const textHints: readonly (readonly [RegExp, string])[] = [
  [/items limit: limit exceeded/i, 'a price can be changed ten times an hour'],
  [/updated too frequently/i, 'a stock can be changed once in 30 seconds'],
];

/** Refusals that say nothing against the item: later the same one may pass. */
const passing = new Set(['item_limit_exceeded', 'offer_id_not_found', 'not_found_error', 'product_is_not_created', 'too_many_requests', 'source_type_not_found', 'seller_no_contract_failed']);

const orUndefined = (text: string | null | undefined) => text?.trim() || undefined;

/** A reason out of what Ozon says against an item. `invalid_cat egory_price` is spelt so in Ozon's reference. */
export function reasonOf(error: ItemError): Reason {
  const code = orUndefined(error.code) ?? 'unknown';
  const message = orUndefined(error.description) ?? orUndefined(error.message) ?? code;
  const field = orUndefined(error.attribute_name) ?? orUndefined(error.field);
  const plain = code.toLowerCase().replaceAll(' ', '');
  const textHint = textHints.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1];
  const hint = hints[plain] ?? textHint;
  return { code, message, ...(field && { field }), ...(hint && { hint }), ...((passing.has(plain) || textHint) && { temporary: true }) };
}

/** Whether an item may be sold in spite of what Ozon says: only a warning leaves it for sale. */
export const isWarning = (error: ItemError): boolean => /warning/i.test(error.level ?? '');

/** A reason out of an error that a call threw about this item alone. */
export function reasonOfError(error: unknown): Reason {
  if (!OccwoError.is(error)) return { code: 'occwo.failure', message: error instanceof Error ? error.message : String(error) };
  const field = error instanceof ApiError ? error.field : error instanceof ValidationError ? error.issues[0]?.path : undefined;
  const code = error instanceof ApiError ? error.code : `occwo.${error.code}`;
  return { code, message: error.message, ...(field && { field }), ...(error.hint && { hint: error.hint }) };
}
