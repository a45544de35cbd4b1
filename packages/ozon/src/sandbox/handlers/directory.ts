import { json } from '@occwo/core/sandbox';
import type { SandboxAttribute, SandboxCategory } from '../categories.js';
import { dictionaryValues, sandboxCategories, sandboxWarehouses } from '../categories.js';
import { invalid, status } from '../replies.js';
import { over } from './shop-context.js';
import type { RouteHandlers, ShopContext } from './shop-context.js';

interface CategoryQuestion {
  readonly description_category_id: number;
  readonly type_id: number;
  readonly attribute_id?: number;
  readonly value?: string;
  readonly limit?: number;
  readonly last_value_id?: number;
}

const find = ({ description_category_id, type_id }: CategoryQuestion) =>
  sandboxCategories.find(({ descriptionCategoryId, typeId }) => descriptionCategoryId === description_category_id && typeId === type_id);

const unknownCategory = () => status(404, 5, 'description category with such type is not found');

/** Categories, their attributes and dictionaries, and the seller's warehouses. */
export function directoryHandlers(context: ShopContext): RouteHandlers {
  const dictionary = (question: CategoryQuestion) =>
    dictionaryValues(find(question)?.attributes.find(({ id }) => id === question.attribute_id) ?? { id: 0, name: '' });

  return {
    'POST /v1/description-category/tree': over(context, () => json(200, { result: tree() })),

    'POST /v1/description-category/attribute': over<CategoryQuestion>(context, (question) => {
      const category = find(question);
      return category ? json(200, { result: category.attributes.map((attribute) => describe(attribute, category)) }) : unknownCategory();
    }),

    'POST /v1/description-category/attribute/values': over<CategoryQuestion>(context, (question) => {
      const { limit = 2000, last_value_id = 0 } = question;
      if (limit < 1 || limit > 2000) return invalid('invalid limit: value must be inside range [1, 2000]');
      const rest = dictionary(question).filter(({ id }) => id > last_value_id);
      return json(200, { result: rest.slice(0, limit).map(full), has_next: rest.length > limit });
    }),

    'POST /v1/description-category/attribute/values/search': over<CategoryQuestion>(context, (question) => {
      const { limit = 100, value = '' } = question;
      if (value.length < 2) return invalid('invalid value: value length must be at least 2 runes');
      const found = dictionary(question).filter((entry) => entry.value.toLowerCase().includes(value.toLowerCase()));
      return json(200, { result: found.slice(0, limit).map(full) });
    }),

    'POST /v2/warehouse/list': over<{ limit?: number; warehouse_ids?: readonly (string | number)[] }>(context, ({ warehouse_ids: ids }) => {
      const found = sandboxWarehouses.filter(({ warehouseId }) => !ids?.length || ids.map(Number).includes(warehouseId));
      const warehouses = found.map(({ warehouseId, name }, index) => ({
        warehouse_id: warehouseId, name, status: 'created', is_rfbs: index === 1, postings_limit: -1, pause_at: null,
      }));
      return json(200, { warehouses, cursor: '', has_next: false });
    }),
  };
}

const full = ({ id, value }: { id: number; value: string }) => ({ id, value, info: '', picture: '' });

function tree(): unknown[] {
  const parents = [...new Set(sandboxCategories.map(({ parent }) => parent))];
  return parents.map((parent, index) => ({
    description_category_id: 100_000_001 + index,
    category_name: parent,
    disabled: false,
    children: sandboxCategories
      .filter((category) => category.parent === parent)
      .map(({ descriptionCategoryId, name, typeId, typeName }) => ({
        description_category_id: descriptionCategoryId,
        category_name: name,
        disabled: false,
        children: [{ type_id: typeId, type_name: typeName, disabled: false, children: [] }],
      })),
  }));
}

function describe(attribute: SandboxAttribute, { typeId }: SandboxCategory): Record<string, unknown> {
  const { id, name, required = false, aspect = false, type = 'String', dictionary } = attribute;
  return {
    id, name, type, description: '', is_required: required, is_aspect: aspect, is_collection: false,
    dictionary_id: dictionary ? id + typeId : 0, group_id: 0, group_name: '', category_dependent: false,
    attribute_complex_id: 0, max_value_count: 0, complex_is_collection: false,
  };
}
