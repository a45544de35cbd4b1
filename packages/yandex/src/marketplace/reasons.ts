import type { ApiError, Category, Reason } from '@occwo/core';
import { offerProblems, statedErrors } from '../errors/error-body.js';
import type { StatedError } from '../errors/error-body.js';
import { failureHint } from '../errors/hints.js';

/** The refusal of an item whose category nobody has mapped: it names the category and what to add where. */
export function mappingMissing({ id, name, path }: Category): Reason {
  const key = path.length > 0 ? path.join(' > ') : name || id;
  return {
    code: 'occwo.mapping-missing',
    message: `the category "${key}" (id ${id || 'none'}) has no category of Yandex Market`,
    field: 'category',
    hint: `add yandex.categories["${key}"] = { marketCategoryId: … } to the mapping`,
  };
}

/** The refusal of a stock whose warehouse nobody has mapped. */
export function warehouseMissing(warehouse: string): Reason {
  return {
    code: 'occwo.mapping-missing',
    message: `the warehouse "${warehouse}" has no shop or warehouse of Yandex Market`,
    field: 'warehouse',
    hint: `add yandex.warehouses["${warehouse}"] = { campaignId: … } to the mapping`,
  };
}

function reasonOf({ vendorCode, message, parameterId }: StatedError, fallback: string): Reason {
  const code = vendorCode ?? fallback;
  const hint = failureHint('rejected', vendorCode, message ?? '');
  return {
    code,
    message: message ?? code,
    ...(parameterId !== undefined && { field: `parameter ${parameterId}` }),
    ...(hint && { hint }),
  };
}

/** What a refused request says, for each of its items alike. */
export function reasonsOf(error: ApiError): Reason[] {
  const stated = statedErrors(error.body).map((one) => reasonOf(one, error.code));
  if (stated.length > 0) return stated;
  return [{ code: error.vendorCode ?? error.code, message: error.message, ...(error.hint && { hint: error.hint }) }];
}

/** What an answer says of single offers, by trimmed offer id: Market trims the ids that it is sent. */
export function offerReasons(body: unknown, kind: 'errors' | 'warnings'): Map<string, Reason[]> {
  const reasons = new Map<string, Reason[]>();
  for (const problem of offerProblems(body, kind)) {
    const offerId = problem.offerId?.trim();
    if (offerId === undefined) continue;
    const own = reasons.get(offerId);
    if (own) own.push(reasonOf(problem, 'rejected'));
    else reasons.set(offerId, [reasonOf(problem, 'rejected')]);
  }
  return reasons;
}
