import { gtinIsRight } from '../marketplace/offer.js';
import type { ParameterValue } from '../marketplace/offer.js';
import { findCategory } from './categories.js';
import type { SandboxParameter } from './categories.js';
import type { StoredOffer } from './cabinet.js';
import { priceRefusal } from './price-rules.js';
import type { WirePrice } from './price-rules.js';
import type { WireError } from './replies.js';

/** An offer as it arrives; the schema has been checked. */
export interface WireOffer {
  readonly offerId: string;
  readonly marketCategoryId?: number;
  readonly barcodes?: readonly string[] | null;
  readonly parameterValues?: readonly ParameterValue[] | null;
  readonly basicPrice?: WirePrice;
  readonly [field: string]: unknown;
}

/** An error or warning of `results[]`. */
export interface OfferProblem {
  readonly type: string;
  readonly message: string;
  readonly parameterId?: number;
}

/** What a new offer must have (an old one may leave out what does not change). */
const requiredOfNew = ['name', 'marketCategoryId', 'pictures', 'vendor', 'description'];

/** What refuses the whole request with a 400 that does not say which offer it is about. */
export function offerRefusal(offer: WireOffer, known: StoredOffer | undefined): WireError | undefined {
  const missing = known ? undefined : requiredOfNew.find((field) => offer[field] === undefined || offer[field] === null || offer[field] === '');
  if (missing) return { code: 'NO_REQUIRED_FIELDS', message: `Missing field: '${missing}'` };
  const barcode = offer.barcodes?.find((code) => !gtinIsRight(code));
  if (barcode) return { code: 'BAD_REQUEST', message: `Value of field barcodes is invalid: '${barcode}' has a wrong check digit` };
  return offer.basicPrice && priceRefusal(offer.basicPrice);
}

/** What is stated offer by offer, in a 200: errors (then no offer of the request is applied) and warnings. */
export function offerProblems(offer: WireOffer, known: StoredOffer | undefined): { readonly errors: OfferProblem[]; readonly warnings: OfferProblem[] } {
  const values = offer.parameterValues ?? [];
  const categoryId = offer.marketCategoryId ?? known?.fields.marketCategoryId;
  const warnings = values.length > 0 && offer.marketCategoryId === undefined
    ? [{ type: 'EMPTY_MARKET_CATEGORY', message: 'marketCategoryId is empty while parameterValues are given' }]
    : [];
  if (categoryId === undefined) return { errors: [], warnings };
  const category = findCategory(categoryId);
  if (!category) return { errors: [{ type: 'UNKNOWN_CATEGORY', message: `Unknown category: ${categoryId}` }], warnings };
  if (category.children) return { errors: [{ type: 'INVALID_CATEGORY', message: `Category is not a leaf: ${categoryId}` }], warnings };
  const errors = values.flatMap((value) => parameterProblem(value, category.parameters?.find(({ id }) => id === value.parameterId)) ?? []);
  return { errors, warnings };
}

function parameterProblem({ parameterId, value, unitId }: ParameterValue, parameter: SandboxParameter | undefined): OfferProblem | undefined {
  if (!parameter) return { type: 'UNKNOWN_PARAMETER', parameterId, message: `Unknown parameter: ${parameterId}` };
  if (parameter.type === 'BOOLEAN' && value !== 'true' && value !== 'false') {
    return { type: 'UNEXPECTED_BOOLEAN_VALUE', parameterId, message: `Unexpected boolean value: '${value}'` };
  }
  if (parameter.type === 'NUMERIC' && !/^-?\d+(\.\d+)?$/.test(value ?? '')) {
    return { type: 'NUMBER_FORMAT', parameterId, message: `Not a number: '${value}'` };
  }
  if (unitId !== undefined && (unitId <= parameterId * 100 || unitId > parameterId * 100 + (parameter.units?.length ?? 0))) {
    return { type: 'INVALID_UNIT_ID', parameterId, message: `Invalid unit: ${unitId}` };
  }
  return undefined;
}

/** Whether the card lacks a required parameter: Market keeps such an offer and makes no card of it. */
export function needsContent(fields: StoredOffer['fields']): boolean {
  const filled = new Set(((fields.parameterValues ?? []) as readonly ParameterValue[]).map(({ parameterId }) => parameterId));
  const category = fields.marketCategoryId === undefined ? undefined : findCategory(fields.marketCategoryId);
  return (category?.parameters ?? []).some(({ id, required }) => required && !filled.has(id));
}
