import { attributeValues, withDefaults } from '@occwo/core/client';
import type { CategoryMapping, Product, ProductDefaults, Reason } from '@occwo/core';
import type { CardDimensions, CardSize, CardVariant, Characteristic } from './card.js';
import { characteristicsOf } from './characteristics.js';
import type { WildberriesCategory } from './mapping.js';
import { localReason } from './reasons.js';

/** A card that is ready to leave. */
export interface CardDraft {
  readonly product: Product;
  readonly subjectId: number;
  readonly variant: CardVariant;
  readonly warnings: readonly Reason[];
}

/** Figures of the official document; each refuses a whole request when it is broken, so each is checked before. */
const longest = { title: 60, vendorCode: 72, description: 5000, photos: 30 };

/** Makes a card from a product. Reasons instead of a card when Wildberries is certain to refuse it. */
export function buildCard(
  source: Product,
  category: CategoryMapping<WildberriesCategory>,
  characteristics: readonly Characteristic[],
  defaults?: ProductDefaults,
): CardDraft | { readonly reasons: readonly Reason[] } {
  const product = withDefaults(source, { ...defaults, ...category.defaults });
  const title = category.title === undefined ? product.name : (attributeValues(category.title, product)[0] ?? '');
  const { values, reasons, warnings } = characteristicsOf(product, category.attributes ?? {}, characteristics);
  const problems = [...problemsOf(product, title), ...reasons];
  if (problems.length > 0) return { reasons: problems };
  const dimensions = dimensionsOf(product);
  return {
    product,
    subjectId: category.subjectId,
    warnings,
    variant: {
      vendorCode: product.sku,
      title,
      ...(product.description !== undefined && { description: product.description }),
      ...(product.brand !== undefined && { brand: product.brand }),
      ...(dimensions && { dimensions }),
      characteristics: values,
      sizes: [sizeOf(product, category)],
    },
  };
}

function problemsOf({ sku, description = '', photos }: Product, title: string): Reason[] {
  const reasons: Reason[] = [];
  const tooLong = (field: string, what: string, text: string, most: number, hint: string) => {
    const length = [...text].length;
    if (length > most) reasons.push(localReason(`${field}-too-long`, `${what} has ${length} characters, ${most} are allowed`, field, hint));
  };
  if (title.trim() === '') reasons.push(localReason('name-missing', 'the product has no name', 'name', 'give it one, or give its category a "title" in the mapping'));
  tooLong('name', 'the title', title, longest.title, 'shorten the name, or give its category a "title" in the mapping');
  tooLong('sku', 'the article', sku, longest.vendorCode, 'use a shorter SKU');
  tooLong('description', 'the description', description, longest.description, 'shorten the description');
  if (photos.length > longest.photos) reasons.push(localReason('too-many-photos', `${photos.length} photos, ${longest.photos} are allowed`, 'photos', 'leave some photos out'));
  return reasons;
}

/** Whole centimetres, rounded up so that the parcel fits, and kilograms to the gram. */
function dimensionsOf({ dimensions, weightG }: Product): CardDimensions | undefined {
  if (!dimensions && weightG === undefined) return undefined;
  const centimetres = (millimetres = 0) => Math.ceil(millimetres / 10);
  return {
    length: centimetres(dimensions?.lengthMm),
    width: centimetres(dimensions?.widthMm),
    height: centimetres(dimensions?.heightMm),
    weightBrutto: (weightG ?? 0) / 1000,
  };
}

/** A card without sizes still has one entry, with barcodes alone; without barcodes Wildberries makes one up. */
function sizeOf(product: Product, category: WildberriesCategory): CardSize {
  const techSize = category.size && attributeValues(category.size, product)[0];
  const wbSize = category.russianSize && attributeValues(category.russianSize, product)[0];
  return {
    ...(techSize !== undefined && { techSize }),
    ...(wbSize !== undefined && { wbSize }),
    ...(product.barcodes.length > 0 && { skus: product.barcodes }),
  };
}
