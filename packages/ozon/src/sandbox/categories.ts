/** One attribute of a category of the sandbox. */
export interface SandboxAttribute {
  readonly id: number;
  readonly name: string;
  readonly required?: boolean;
  /** Whether variants of one model differ by it. */
  readonly aspect?: boolean;
  readonly type?: 'String' | 'Integer';
  /** The only values that it takes. */
  readonly dictionary?: readonly string[];
}

/** A category of the last level with its one type. */
export interface SandboxCategory {
  readonly parent: string;
  readonly name: string;
  readonly descriptionCategoryId: number;
  readonly typeId: number;
  readonly typeName: string;
  readonly attributes: readonly SandboxAttribute[];
}

const brand: SandboxAttribute = { id: 85, name: 'Бренд' };
const annotation: SandboxAttribute = { id: 4191, name: 'Аннотация' };
const model: SandboxAttribute = { id: 9048, name: 'Название модели (для объединения в одну карточку)' };
const colours = [
  'белый', 'чёрный', 'серый', 'серый меланж', 'графит', 'синий', 'тёмно-синий', 'голубой', 'зелёный', 'хаки', 'красный', 'бордовый',
  'розовый', 'жёлтый', 'оранжевый', 'бежевый', 'коричневый', 'фиолетовый',
];
const colour: SandboxAttribute = { id: 10096, name: 'Цвет товара', dictionary: colours, aspect: true };
const country: SandboxAttribute = { id: 4389, name: 'Страна-изготовитель', dictionary: ['Россия', 'Беларусь', 'Казахстан', 'Китай', 'Турция', 'Узбекистан'] };
const common = [annotation, model, country];

const sizes = ['40', '42', '44', '46', '48', '50', '52', '54', '56', '58', '60'];
const clothes: readonly SandboxAttribute[] = [
  { id: 31, name: 'Бренд в одежде и обуви', required: true },
  { ...model, required: true },
  { ...colour, required: true },
  { id: 4295, name: 'Российский размер', required: true, aspect: true, dictionary: sizes },
  { id: 9163, name: 'Пол', dictionary: ['Мужской', 'Женский', 'Мальчики', 'Девочки'] },
  { id: 4495, name: 'Сезон', dictionary: ['Лето', 'Зима', 'Демисезон', 'Всесезон', 'На любой сезон'] },
  { id: 4604, name: 'Состав материала' },
  annotation,
  country,
];
const book: readonly SandboxAttribute[] = [
  { id: 4182, name: 'Автор', required: true },
  { id: 4183, name: 'Издательство' },
  { id: 4184, name: 'Год выпуска', type: 'Integer' },
  { id: 4186, name: 'Количество страниц', type: 'Integer' },
  { id: 4188, name: 'Тип обложки' },
  { id: 4190, name: 'Возрастные ограничения', dictionary: ['0+', '6+', '12+', '16+', '18+'] },
  ...common,
];
const shelfLife: SandboxAttribute = { id: 8205, name: 'Срок годности в месяцах', type: 'Integer', required: true };

/**
 * The whole directory of the sandbox: leaves that fit a catalogue of electronics, clothes, books, household goods and
 * food, and a generic one without required attributes. Ids are the sandbox's own.
 */
export const sandboxCategories: readonly SandboxCategory[] = [
  {
    parent: 'Электроника', name: 'Наушники', descriptionCategoryId: 200_001_001, typeId: 971_001, typeName: 'Наушники',
    attributes: [{ ...brand, required: true }, colour, { id: 5210, name: 'Время работы, ч', type: 'Integer' }, { id: 5211, name: 'Гарантия, мес', type: 'Integer' }, ...common],
  },
  {
    parent: 'Электроника', name: 'Умный дом', descriptionCategoryId: 200_001_002, typeId: 971_002, typeName: 'Умная лампочка',
    attributes: [{ ...brand, required: true }, colour, { id: 5220, name: 'Мощность, Вт', type: 'Integer' }, ...common],
  },
  { parent: 'Одежда', name: 'Футболки и поло', descriptionCategoryId: 200_002_001, typeId: 972_001, typeName: 'Футболка', attributes: clothes },
  { parent: 'Одежда', name: 'Толстовки и худи', descriptionCategoryId: 200_002_002, typeId: 972_002, typeName: 'Худи', attributes: clothes },
  { parent: 'Одежда', name: 'Платья и сарафаны', descriptionCategoryId: 200_002_003, typeId: 972_003, typeName: 'Платье', attributes: clothes },
  { parent: 'Книги', name: 'Художественная литература', descriptionCategoryId: 200_003_001, typeId: 973_001, typeName: 'Печатная книга', attributes: book },
  { parent: 'Книги', name: 'Детские книги', descriptionCategoryId: 200_003_002, typeId: 973_002, typeName: 'Детская книга', attributes: book },
  {
    parent: 'Дом и сад', name: 'Посуда', descriptionCategoryId: 200_004_001, typeId: 974_001, typeName: 'Кружка',
    attributes: [brand, { id: 6210, name: 'Материал' }, { id: 6211, name: 'Объём, мл', type: 'Integer' }, ...common],
  },
  {
    parent: 'Дом и сад', name: 'Постельное бельё', descriptionCategoryId: 200_004_002, typeId: 974_002, typeName: 'Комплект постельного белья',
    attributes: [brand, { id: 6210, name: 'Материал' }, { id: 6220, name: 'Размер комплекта', required: true }, ...common],
  },
  {
    parent: 'Продукты питания', name: 'Чай', descriptionCategoryId: 200_005_001, typeId: 975_001, typeName: 'Чай листовой',
    attributes: [brand, shelfLife, { id: 6310, name: 'Вид чая' }, ...common],
  },
  {
    parent: 'Продукты питания', name: 'Шоколад', descriptionCategoryId: 200_005_002, typeId: 975_002, typeName: 'Шоколадная плитка',
    attributes: [brand, shelfLife, { id: 6320, name: 'Вид шоколада' }, ...common],
  },
  { parent: 'Разное', name: 'Прочие товары', descriptionCategoryId: 200_009_001, typeId: 979_001, typeName: 'Товар', attributes: [brand, colour, ...common] },
];

/** The one category that takes everything. */
export const genericCategory = { descriptionCategoryId: 200_009_001, typeId: 979_001 };

/** The two warehouses of the sandbox's shop. */
export const sandboxWarehouses = [
  { warehouseId: 22_142_605_386_000, name: 'Склад FBS' },
  { warehouseId: 22_208_673_494_000, name: 'Склад rFBS' },
];

/** Dictionary values have ids of their own: attribute × 1000 + position. */
export function dictionaryValues(attribute: SandboxAttribute): readonly { readonly id: number; readonly value: string }[] {
  return (attribute.dictionary ?? []).map((value, index) => ({ id: attribute.id * 1000 + index + 1, value }));
}
