import { categoryPath } from './categories.mjs';
import { photoUrls, roubles, shop } from './fields.mjs';

const quoted = (value) => (/[;"\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const columns = {
  Артикул: (product) => product.sku,
  Название: (product) => product.name,
  Описание: (product) => product.description,
  Бренд: (product) => product.brand,
  'Артикул производителя': (product) => product.vendorCode,
  Категория: (product) => categoryPath(product.category),
  'ID категории': (product) => (categoryPath(product.category) ? product.category : ''),
  Штрихкод: (product) => product.barcode,
  Фото: (product) => photoUrls(product).join('|'),
  Цена: (product) => roubles(product.price),
  'Старая цена': (product) => roubles(product.oldPrice),
  НДС: (product) => product.vat,
  'Вес, г': (product) => product.weightG,
  'Длина, мм': (product) => product.mm[0],
  'Ширина, мм': (product) => product.mm[1],
  'Высота, мм': (product) => product.mm[2],
  Остаток: (product) => product.count,
  Группа: (product) => product.group,
  Страна: (product) => product.country,
  Ссылка: (product) => `${shop}/goods/${product.sku}?from=csv&lang=ru`,
};

const header = ([name, , unit]) => `Характеристика: ${name}${unit ? ` [${unit}]` : ''}`;

/** The same catalogue as a table; each characteristic has a column of its own. */
export function toCsv(products) {
  const attributes = [...new Set(products.flatMap((product) => product.attributes.map(header)))];
  const row = (product) => {
    const values = new Map(product.attributes.map((attribute) => [header(attribute), attribute[1]]));
    return [...Object.values(columns).map((field) => field(product)), ...attributes.map((name) => values.get(name))];
  };
  const lines = [[...Object.keys(columns), ...attributes], ...products.map(row)];
  return `${lines.map((cells) => cells.map((cell) => quoted(String(cell ?? ''))).join(';')).join('\n')}\n`;
}
