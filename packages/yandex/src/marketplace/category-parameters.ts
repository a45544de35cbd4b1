import { OccwoError, RefusedError, systemClock } from '@occwo/core';
import type { Clock, Reason } from '@occwo/core';
import type { YandexClient } from '../client/yandex-client.js';
import type { CategoryListParametersParameter } from '../generated/methods/categories.js';
import type { CategoryParameter } from './parameters.js';

/** The parameters of a category, or why nothing of this category can be sent. */
export type ReadCategory = { readonly parameters: readonly CategoryParameter[] } | { readonly reason: Reason };

export type ReadParameters = (marketCategoryId: number) => Promise<ReadCategory>;

/** How long a failure to read a category is believed, milliseconds: its products are refused meanwhile, unsent. */
const failureMs = 60_000;

/**
 * Reads each category once: the method takes 100 calls a minute, and a list may hold thousands of values. Wrong credentials are thrown; of
 * any other failure the products of the category are told.
 */
export function categoryParameters(client: YandexClient, clock: Clock = systemClock): ReadParameters {
  const known = new Map<number, { readonly read: Promise<ReadCategory>; until: number }>();
  const readNow = async (marketCategoryId: number): Promise<ReadCategory> => {
    try {
      const { result } = await client.categories.listParameters({ categoryId: marketCategoryId });
      return { parameters: (result?.parameters ?? []).flatMap(parameterOf) };
    } catch (error) {
      if (!OccwoError.is(error) || error instanceof RefusedError || ['unauthorized', 'forbidden', 'payment-required'].includes(error.code)) throw error;
      return { reason: unreadable(marketCategoryId, error) };
    }
  };
  return (marketCategoryId) => {
    const earlier = known.get(marketCategoryId);
    if (earlier && clock.monotonic() < earlier.until) return earlier.read;
    const entry = { read: readNow(marketCategoryId), until: Number.POSITIVE_INFINITY };
    known.set(marketCategoryId, entry);
    entry.read.then(
      (read) => void ('reason' in read && (entry.until = clock.monotonic() + failureMs)),
      () => void (entry.until = 0),
    );
    return entry.read;
  };
}

function unreadable(marketCategoryId: number, error: OccwoError): Reason {
  return {
    code: 'occwo.category-unreadable', field: 'category', message: `the parameters of category ${marketCategoryId} could not be read: ${error.message}`,
    hint: error.retryable ? 'nothing was sent; run it again later' : `nothing was sent; check marketCategoryId ${marketCategoryId} in the mapping`,
  };
}

/** Any field of a reply may be missing; a parameter without an id cannot be used. */
function parameterOf(wire: CategoryListParametersParameter): CategoryParameter[] {
  const { id, constraints } = wire;
  if (typeof id !== 'number') return [];
  const named = <Item extends { id?: number | null }>(items: readonly Item[] | null | undefined) => (items ?? []).filter((item) => typeof item.id === 'number');
  return [{
    id,
    name: wire.name ?? String(id),
    type: wire.type ?? 'TEXT',
    required: wire.required ?? false,
    multivalue: wire.multivalue ?? false,
    allowCustomValues: wire.allowCustomValues ?? false,
    values: named(wire.values).map((option) => ({ id: option.id as number, value: option.value ?? '' })),
    units: named(wire.unit?.units).map((unit) => ({ id: unit.id as number, name: unit.name ?? '', fullName: unit.fullName ?? '' })),
    minValue: constraints?.minValue ?? undefined,
    maxValue: constraints?.maxValue ?? undefined,
    maxLength: constraints?.maxLength ?? undefined,
  }];
}
