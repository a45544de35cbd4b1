import type { Product } from '../model/product.js';
import type { AttributeSource, ProductDefaults } from './mapping.js';

/** The values that a source gives for a product; none where the product lacks it. */
export function attributeValues(source: AttributeSource, product: Product): readonly string[] {
  if (typeof source === 'function') return asList(source(product));
  if (typeof source === 'string') return asList(product[source]);
  if ('attribute' in source) {
    const found = product.attributes.filter(({ name }) => name === source.attribute).flatMap(({ values }) => values);
    return found.length > 0 ? found : asList(source.default);
  }
  return asList(typeof source.value === 'number' ? String(source.value) : source.value);
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}

/** The product with what the catalogue left out filled in by the mapping. What the product has wins. */
export function withDefaults(product: Product, defaults: ProductDefaults | undefined): Product {
  if (!defaults) return product;
  const given = Object.fromEntries(Object.entries(product).filter(([, value]) => value !== undefined));
  return { ...defaults, ...given } as Product;
}
