import type { ImportAttribute, ImportItem } from '../marketplace/wire.js';
import { isBarcode } from './barcode.js';
import type { SandboxAttribute, SandboxCategory } from './categories.js';
import { dictionaryValues, sandboxCategories } from './categories.js';

/** An error of `import/info`, with every field that a real one has. */
export interface CardError {
  readonly code: string;
  readonly field: string;
  readonly attribute_id: number;
  readonly attribute_name: string;
  readonly state: string;
  readonly level: 'error' | 'warning';
  readonly description: string;
  readonly message: string;
}

const error = (code: string, field: string, description: string, attribute?: SandboxAttribute): CardError => ({
  code, field, attribute_id: attribute?.id ?? 0, attribute_name: attribute?.name ?? '', state: 'unmatched', level: 'error', description, message: description,
});

/** Everything that Ozon would say against a card. Codes are those of its reference, except for `barcode_invalid`: it names none. */
export function cardErrors(item: ImportItem): readonly CardError[] {
  const category = sandboxCategories.find(({ descriptionCategoryId }) => descriptionCategoryId === item.description_category_id);
  if (!category) return [error('description_category_invalid', 'description_category_id', 'Категория не найдена')];
  if (category.typeId !== item.type_id) {
    return [error('description_category_has_no_description_type', 'type_id', 'Тип товара не относится к указанной категории')];
  }
  return [...textErrors(item), ...priceErrors(item), ...photoErrors(item), ...sizeErrors(item), ...attributeErrors(item, category)];
}

function* textErrors({ name, offer_id, barcode, vat }: ImportItem): Generator<CardError> {
  if (!name?.trim()) yield error('EMPTY_REQUIRED', 'name', 'Не заполнено обязательное поле «Название»');
  if ((name ?? '').length > 500) yield error('name_too_long', 'name', 'Название товара слишком длинное: не больше 500 символов');
  if (offer_id.length > 50) yield error('VALUE_MAX_LIMIT', 'offer_id', 'Артикул длиннее 50 символов');
  if (barcode && !isBarcode(barcode)) yield error('barcode_invalid', 'barcode', `Некорректный штрихкод ${barcode}`);
  if (vat !== undefined && !['0', '0.05', '0.07', '0.1', '0.2', '0.22'].includes(vat)) yield error('vat_invalid', 'vat', 'Неверно указан НДС');
}

function* priceErrors({ price, old_price }: ImportItem): Generator<CardError> {
  if (!(Number(price) > 0)) yield error('price_is_negative', 'price', 'Не указана цена');
  else if (Number(old_price ?? 0) > 0 && Number(old_price) <= Number(price)) {
    yield error('old_price_less_than_price', 'old_price', 'Цена до скидки должна быть выше текущей цены');
  }
}

function* photoErrors({ primary_image, images = [] }: ImportItem): Generator<CardError> {
  const all = primary_image ? [primary_image, ...images] : images;
  if (all.length === 0) yield error('EMPTY_REQUIRED', 'primary_image', 'Не заполнено обязательное поле «Главное фото»');
  if (all.length > 30) yield error('VALUE_MAX_LIMIT', 'images', `Фотографий ${all.length}, а можно не больше 30 вместе с главной`);
  const broken = all.find((url) => !/^https?:\/\/\S+$/i.test(url));
  if (broken !== undefined) yield error('all_image_failed', 'images', `Не удалось скачать фото по ссылке ${broken}`);
}

const inMillimetres: Readonly<Record<string, number>> = { mm: 1, cm: 10, in: 25.4 };
const inGrams: Readonly<Record<string, number>> = { g: 1, kg: 1000, lb: 453.6 };

function* sizeErrors({ depth, width, height, weight, dimension_unit = 'mm', weight_unit = 'g' }: ImportItem): Generator<CardError> {
  if (!depth || !width || !height || !weight) {
    yield error('missing_dimension', 'dimensions', 'Не указаны размер и вес товара');
    return;
  }
  const millimetres = inMillimetres[dimension_unit] ?? 1;
  const grams = weight * (inGrams[weight_unit] ?? 1);
  const density = (grams * 1000) / (depth * width * height * millimetres ** 3);
  if (density < 0.001 || density > 13.55) yield error('Incorrect_density', 'weight', 'Плотность товара вне допустимого диапазона');
  if (grams > 1_000_000) yield error('VALUE_MAX_LIMIT', 'weight', 'Вес больше 1000 кг');
}

function* attributeErrors({ attributes }: ImportItem, category: SandboxCategory): Generator<CardError> {
  for (const attribute of category.attributes) {
    const values = (attributes ?? []).find(({ id }) => id === attribute.id)?.values ?? [];
    if (attribute.required && !values.some(isFilled)) {
      yield error('EMPTY_REQUIRED', 'attributes', `Не заполнена обязательная характеристика «${attribute.name}»`, attribute);
    }
    const strange = attribute.dictionary && values.find((value) => isFilled(value) && !isListed(value, attribute));
    if (strange) {
      const text = strange.value ?? String(strange.dictionary_value_id);
      yield error('error_attribute_values_out_of_range', 'attributes', `Значения «${text}» нет в справочнике характеристики «${attribute.name}»`, attribute);
    }
  }
}

type Value = ImportAttribute['values'][number];

const isFilled = ({ value, dictionary_value_id }: Value) => Boolean(value?.trim()) || Boolean(dictionary_value_id);

function isListed({ value, dictionary_value_id }: Value, attribute: SandboxAttribute): boolean {
  return dictionaryValues(attribute).some((entry) =>
    dictionary_value_id ? entry.id === dictionary_value_id : entry.value.toLowerCase() === value?.toLowerCase(),
  );
}
