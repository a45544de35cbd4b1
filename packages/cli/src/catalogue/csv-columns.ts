import type { Attribute } from '@occwo/core';
import { categoryFromText } from './raw-product.js';
import type { RawProduct } from './raw-product.js';

type TextField = {
  [Field in keyof RawProduct]-?: string extends RawProduct[Field] ? Field : never;
}[keyof RawProduct];

/** Header names of the columns, Russian and English; case, spaces and `_` do not matter. The README lists them, and a test sees to it. */
export const columnNames: Readonly<Record<TextField | 'barcodes' | 'photos' | 'categoryName' | 'categoryId' | 'stockMain', readonly string[]>> = {
  sku: ['Артикул', 'SKU', 'ID', 'offer_id'],
  name: ['Название', 'Наименование', 'name', 'title'],
  description: ['Описание', 'description'],
  brand: ['Бренд', 'Производитель', 'brand', 'vendor'],
  vendorCode: ['Артикул производителя', 'vendor_code', 'mpn'],
  categoryName: ['Категория', 'category'],
  categoryId: ['ID категории', 'category_id'],
  barcodes: ['Штрихкод', 'Штрихкоды', 'barcode', 'barcodes', 'ean'],
  photos: ['Фото', 'Изображения', 'Картинки', 'photos', 'pictures', 'images'],
  price: ['Цена', 'price'],
  oldPrice: ['Старая цена', 'Цена до скидки', 'old_price'],
  minPrice: ['Минимальная цена', 'min_price'],
  currency: ['Валюта', 'currency'],
  vat: ['НДС', 'vat'],
  weightG: ['Вес, г', 'weight_g'],
  weightKg: ['Вес, кг', 'weight_kg'],
  lengthMm: ['Длина, мм', 'length_mm'],
  widthMm: ['Ширина, мм', 'width_mm'],
  heightMm: ['Высота, мм', 'height_mm'],
  lengthCm: ['Длина, см', 'length_cm'],
  widthCm: ['Ширина, см', 'width_cm'],
  heightCm: ['Высота, см', 'height_cm'],
  stockMain: ['Остаток', 'Количество', 'stock', 'count', 'quantity'],
  group: ['Группа', 'group', 'group_id'],
  countryOfOrigin: ['Страна', 'Страна производства', 'country', 'country_of_origin'],
  url: ['Ссылка', 'URL', 'link'],
};

const plain = (header: string) => header.toLowerCase().replaceAll('ё', 'е').replaceAll(/[\s_,.]/g, '');
const fieldOf = new Map(Object.entries(columnNames).flatMap(([field, names]) => names.map((name) => [plain(name), field] as const)));
const attributeHeader = /^\s*(?:характеристика|param|attribute)\s*:\s*(.+?)\s*(?:\[([^\]]+)\])?\s*$/i;
const stockHeader = /^\s*(?:остаток|stock)\s*:\s*(.+?)\s*$/i;
/** Several values in one cell (photos, barcodes, an attribute) stand between bars. */
const listSeparator = /\s*\|\s*/;

type Cell = (value: string, row: RowBuilder) => void;

interface RowBuilder {
  readonly fields: Record<string, string>;
  readonly attributes: Attribute[];
  readonly stock: Record<string, string>;
}

/** What a header row makes of the rows below it. */
export interface RowReader {
  readonly read: (cells: readonly string[]) => RawProduct;
  /** Fields that have a column. */
  readonly fields: ReadonlySet<string>;
  /** How many columns the header has. */
  readonly width: number;
}

/** Reads a header row. A column of an unknown name is left alone: tables of suppliers are full of them. */
export function rowReader(headers: readonly string[]): RowReader {
  const fields = new Set<string>();
  const columns = headers.map((header): Cell => {
    const field = fieldOf.get(plain(header));
    if (field) {
      fields.add(field);
      return (value, row) => void (row.fields[field] ??= value);
    }
    const [, attribute, unit] = attributeHeader.exec(header) ?? [];
    if (attribute) return (value, row) => void row.attributes.push({ name: attribute, values: value.split(listSeparator), ...(unit && { unit }) });
    const warehouse = stockHeader.exec(header)?.[1];
    if (warehouse) return (value, row) => void (row.stock[warehouse] = value);
    return () => {};
  });
  const read = (cells: readonly string[]): RawProduct => {
    const row: RowBuilder = { fields: {}, attributes: [], stock: {} };
    columns.forEach((column, index) => {
      const value = cells[index]?.trim();
      if (value) column(value, row);
    });
    return assemble(row);
  };
  return { read, fields, width: headers.length };
}

function assemble({ fields, attributes, stock }: RowBuilder): RawProduct {
  const { categoryName, categoryId, barcodes, photos, stockMain, ...texts } = fields;
  return {
    ...texts,
    category: categoryFromText(categoryName, categoryId),
    barcodes: barcodes?.split(listSeparator),
    photos: photos?.split(listSeparator),
    stock: { ...(stockMain && { main: stockMain }), ...stock },
    attributes,
  };
}
