import { parseOperation } from '@occwo/core/client';
import type { LimitTable, Operation, OperationTable, PagingTable } from '@occwo/core';

const folders = {
  ozon_seller: 'packages/ozon/src/generated/seller',
  ozon_performance: 'packages/ozon/src/generated/performance',
  wildberries: 'packages/wildberries/src/generated',
  yandex: 'packages/yandex/src/generated',
} as const;

interface Tables {
  readonly operations: OperationTable;
  readonly limits: LimitTable;
  readonly paging: PagingTable;
}

/** What the generated tables hold: operations by API, effect and paging style, limits decided, announced ends that are past. */
export async function run(_options: { quick: boolean }): Promise<Record<string, unknown>> {
  const counts: Record<string, number> = {};
  const byEffect: Record<string, number> = {};
  const byPaging: Record<string, number> = {};
  const bySource: Record<string, number> = {};
  const unparsable: string[] = [];
  let sunsetPast = 0;
  let decided = 0;
  const today = new Date().toISOString().slice(0, 10);

  for (const [api, folder] of Object.entries(folders)) {
    const { operations, limits, paging } = await tablesOf(folder);
    const all = operationsOf(operations);
    counts[api] = all.length;
    for (const operation of all) {
      add(byEffect, operation.effect);
      add(byPaging, paging[operation.name]?.style ?? 'none');
      const paid = operation.limits.map((key) => limits[key]);
      if (paid.length === 0 || paid.includes(undefined)) unparsable.push(`${api} ${operation.name}`);
      else decided += 1;
      add(bySource, ['documented', 'undocumented', 'default'].find((source) => paid.some((limit) => limit?.source === source)) ?? 'none');
      if (operation.sunset !== undefined && operation.sunset < today) sunsetPast += 1;
    }
  }
  return {
    ...counts,
    by_effect: byEffect,
    by_paging: byPaging,
    limit_decided: decided,
    limit_by_source: bySource,
    limit_unparsable: unparsable.length,
    sunset_past: sunsetPast,
    ...(unparsable.length > 0 && { limit_unparsable_names: unparsable }),
  };
}

function operationsOf(table: OperationTable): Operation[] {
  return Object.entries(table).flatMap(([group, methods]) => Object.entries(methods).map(([name, row]) => parseOperation(group, name, row)));
}

/** The tables themselves are no public entry; a client reads them, and so does this count. */
async function tablesOf(folder: string): Promise<Tables> {
  const load = async (file: string) => (await import(new URL(`../../${folder}/${file}.ts`, import.meta.url).href)) as Partial<Tables>;
  const parts = await Promise.all([load('operations'), load('limits'), load('paging')]);
  return Object.assign({}, ...parts) as Tables;
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
