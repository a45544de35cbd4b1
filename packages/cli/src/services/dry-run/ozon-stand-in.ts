import type { OzonMapping } from '@occwo/ozon';
import { namedAttributes, replaceFields } from './stand-in.js';
import type { StandIn } from './stand-in.js';

/** `generic` is a mapping of the sandbox's own: its category takes any card. */
export function ozonStandIn(mapping: OzonMapping, generic: OzonMapping): StandIn {
  const category = generic.categories['*'];
  const fields = { description_category_id: category?.descriptionCategoryId, type_id: category?.typeId, attributes: [], warehouse_id: Number(generic.warehouses?.['*']) };
  const attributes = namedAttributes(mapping.categories).map(({ id, name }) => ({ id, name, dictionary_id: 0, is_required: false, is_collection: true, type: 'String' }));
  return {
    adapt: (request) => (request.path.includes('/description-category/') ? request : { ...request, body: replaceFields(request.body, fields) }),
    directory: (path) => (path === '/v1/description-category/attribute' ? { result: attributes } : undefined),
  };
}
