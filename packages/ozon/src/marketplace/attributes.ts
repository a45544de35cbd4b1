import type { AttributeSource, CategoryMapping, Product, Reason } from '@occwo/core';
import { attributeValues } from '@occwo/core/client';
import type { CategoryDirectory } from './category-directory.js';
import type { OzonCategory } from './mapping.js';
import type { CategoryAttribute, ImportAttribute } from './wire.js';

type Values = ImportAttribute['values'];

/** Attributes that mean the same in every category that has them: brand (31 in clothes and shoes), annotation, model name. */
const standardSources: Readonly<Record<number, AttributeSource>> = { 85: 'brand', 31: 'brand', 4191: 'description', 9048: 'group' };

/** The attributes of a card, or why they cannot be told. */
export type AttributeResult = { readonly attributes: readonly ImportAttribute[] } | { readonly reasons: readonly Reason[] };

/** Fills the attributes that the mapping names, and the standard ones that it leaves out. */
export async function cardAttributes(
  product: Product, mapping: CategoryMapping<OzonCategory>, directory: CategoryDirectory,
): Promise<AttributeResult> {
  const known = await directory.attributes(mapping);
  const reasons: Reason[] = [];
  const sources = new Map<number, AttributeSource>();
  for (const [key, source] of Object.entries(mapping.attributes ?? {})) {
    const id = attributeId(key, known);
    if (id === undefined) reasons.push(unknownAttribute(key, mapping, known));
    else sources.set(id, source);
  }
  if (reasons.length > 0) return { reasons };
  for (const { id } of known) {
    const standard = standardSources[id];
    if (standard !== undefined && !sources.has(id)) sources.set(id, standard);
  }

  const attributes: ImportAttribute[] = [];
  for (const [id, source] of sources) {
    const hasDictionary = known.some((attribute) => attribute.id === id && attribute.dictionaryId !== 0);
    const values = await valuesOf(source, product, (value) => (hasDictionary ? directory.valueId(mapping, id, value) : undefined));
    if (values.length > 0) attributes.push({ id, complex_id: 0, values });
  }
  return { attributes };
}

async function valuesOf(
  source: AttributeSource, product: Product, idOf: (value: string) => Promise<number | undefined> | undefined,
): Promise<Values> {
  if (typeof source === 'object' && 'dictionaryId' in source) {
    return [{ dictionary_value_id: source.dictionaryId, ...(source.value !== undefined && { value: source.value }) }];
  }
  return Promise.all(
    attributeValues(source, product).map(async (value) => {
      const id = await idOf(value);
      return { ...(id !== undefined && { dictionary_value_id: id }), value };
    }),
  );
}

function attributeId(key: string, known: readonly CategoryAttribute[]): number | undefined {
  if (/^\d+$/.test(key)) return Number(key);
  return known.find(({ name }) => name.toLowerCase() === key.toLowerCase())?.id;
}

function unknownAttribute(key: string, { descriptionCategoryId, typeId }: OzonCategory, known: readonly CategoryAttribute[]): Reason {
  return {
    code: 'occwo.attribute-unknown',
    message: `the mapping names the attribute "${key}", which category ${descriptionCategoryId} with type ${typeId} does not have`,
    field: key,
    hint: known.length > 0 ? `it has: ${known.map(({ name }) => name).join(', ')}` : 'check the category and its type: Ozon knows no attributes of them',
  };
}
