import type { WildberriesMapping } from '@occwo/wildberries';
import { namedAttributes, replaceFields } from './stand-in.js';
import type { StandIn } from './stand-in.js';

/** `generic` is a mapping of the sandbox's own, `warehouseId` its one warehouse. */
export function wildberriesStandIn(mapping: WildberriesMapping, generic: WildberriesMapping, warehouseId: number): StandIn {
  const fields = { subjectID: generic.categories['*']?.subjectId, characteristics: [] };
  const characteristics = namedAttributes(mapping.categories).map(({ id, name }) => ({
    charcID: id, name, required: false, unitName: '', maxCount: 0, charcType: 1, popular: false, existNamedField: false,
  }));
  return {
    adapt: ({ path, body }) => ({ path: path.replace(/^\/api\/v3\/stocks\/[^/]+/, `/api/v3/stocks/${warehouseId}`), body: replaceFields(body, fields) }),
    directory: (path) => (path.startsWith('/content/v2/object/charcs/') ? { data: characteristics, error: false, errorText: '', additionalErrors: null } : undefined),
  };
}
