import type { YandexMapping } from '@occwo/yandex';
import { namedAttributes, replaceFields } from './stand-in.js';
import type { StandIn } from './stand-in.js';

/** `generic` is a mapping of the sandbox's own, `campaignId` its one shop. */
export function yandexStandIn(mapping: YandexMapping, generic: YandexMapping, campaignId: string): StandIn {
  const fields = { marketCategoryId: generic.categories['*']?.marketCategoryId, parameterValues: undefined };
  const parameters = namedAttributes(mapping.categories).map(({ id, name }) => ({ id, name, type: 'TEXT', required: false, filtering: false, distinctive: false, multivalue: true, allowCustomValues: true }));
  return {
    adapt: ({ path, body }) => ({ path: path.replace(/\/campaigns\/\d+\//, `/campaigns/${campaignId}/`), body: replaceFields(body, fields) }),
    directory: (path) => {
      const categoryId = /^\/v2\/category\/(\d+)\/parameters$/.exec(path)?.[1];
      return categoryId && { status: 'OK', result: { categoryId: Number(categoryId), parameters } };
    },
  };
}
