import type { YandexClient } from '../client/yandex-client.js';
import type { CategoryListParametersParameter } from '../generated/methods/categories.js';
import type { CategoryParameter } from './parameters.js';

/** Gives the parameters of a category. */
export type ReadParameters = (marketCategoryId: number) => Promise<readonly CategoryParameter[]>;

/** Reads each category once: the method takes 100 calls a minute, and a list may hold thousands of values. */
export function categoryParameters(client: YandexClient): ReadParameters {
  const read = new Map<number, Promise<readonly CategoryParameter[]>>();
  return (marketCategoryId) => {
    const known = read.get(marketCategoryId);
    if (known) return known;
    const asked = client.categories
      .listParameters({ categoryId: marketCategoryId })
      .then(({ result }) => (result?.parameters ?? []).flatMap(parameterOf));
    read.set(marketCategoryId, asked);
    // A failure is not remembered: the next product asks again.
    asked.catch(() => read.delete(marketCategoryId));
    return asked;
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
