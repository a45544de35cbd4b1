import type { LimitTable, OperationTable, PagingTable, SchemaLoaders } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import type { OperationIndex } from '@occwo/core/client';
import { CliError } from '../../errors/cli-error.js';
import { marketplaceNames } from '../providers/provider.js';
import type { MarketplaceName } from '../providers/provider.js';

interface Tables {
  readonly hosts: Readonly<Record<string, string>>;
  readonly operations: OperationTable;
  readonly limits: LimitTable;
  readonly paging: PagingTable;
  readonly schemas: SchemaLoaders;
  /** What the vendor calls each operation, by its name; loaded when asked for. */
  titles(): Promise<Readonly<Record<string, string>>>;
}

/** `performance` is Ozon's advertising API: hosts, groups and credentials of its own. */
export type ApiName = 'main' | 'performance';

/** One API of a marketplace, as data. */
export interface Api extends Tables {
  readonly marketplace: MarketplaceName;
  readonly name: ApiName;
  readonly index: OperationIndex;
}

/** Loads the tables of one marketplace, or of all. Nothing but the tables: neither client nor schemas. */
export async function loadApis(only?: string): Promise<readonly Api[]> {
  const names = marketplaceNames.filter((name) => only === undefined || name === only);
  if (names.length === 0) throw new CliError('usage', 'marketplace.unknown', { found: only ?? '', known: marketplaceNames.join(', ') });
  return (await Promise.all(names.map(async (name) => loaders[name]()))).flat();
}

const apiOf = (marketplace: MarketplaceName, name: ApiName, tables: Tables): Api => ({ ...tables, marketplace, name, index: operationIndex(tables.operations) });

const loaders: Readonly<Record<MarketplaceName, () => Promise<readonly Api[]>>> = {
  async ozon() {
    const { api, performanceApi } = await import('@occwo/ozon/api');
    return [apiOf('ozon', 'main', api), apiOf('ozon', 'performance', performanceApi)];
  },
  wildberries: async () => [apiOf('wildberries', 'main', (await import('@occwo/wildberries/api')).api)],
  yandex: async () => [apiOf('yandex', 'main', (await import('@occwo/yandex/api')).api)],
};
