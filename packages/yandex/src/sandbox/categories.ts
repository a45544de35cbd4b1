/** A parameter of a category in the sandbox's directory. */
export interface SandboxParameter {
  readonly id: number;
  readonly name: string;
  readonly type: 'TEXT' | 'ENUM' | 'BOOLEAN' | 'NUMERIC';
  readonly required?: boolean;
  readonly multivalue?: boolean;
  /** For ENUM: the list. Its ids are the parameter's id × 1000 and on. */
  readonly values?: readonly string[];
  readonly allowCustomValues?: boolean;
  /** For NUMERIC: short and full names of units, the default first. */
  readonly units?: readonly (readonly [name: string, fullName: string])[];
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly maxLength?: number;
}

/** A category of the sandbox's directory. Only leaves take offers. */
export interface SandboxCategory {
  readonly id: number;
  readonly name: string;
  readonly parameters?: readonly SandboxParameter[];
  readonly children?: readonly SandboxCategory[];
}

const colour: SandboxParameter = {
  id: 101, name: 'Цвет товара', type: 'ENUM', multivalue: true, allowCustomValues: true,
  values: ['белый', 'чёрный', 'серый', 'красный', 'синий', 'тёмно-синий', 'зелёный', 'хаки', 'бордовый', 'графит', 'бежевый', 'разноцветный'],
};
/** Offers with the same card number become variants of one card. */
const cardNumber: SandboxParameter = { id: 102, name: 'Номер карточки', type: 'TEXT', maxLength: 255 };
const warranty: SandboxParameter = { id: 103, name: 'Гарантийный срок', type: 'NUMERIC', units: [['мес', 'месяц'], ['г', 'год']], minValue: 0 };
const material: SandboxParameter = { id: 104, name: 'Состав', type: 'TEXT', maxLength: 500 };
const volume: SandboxParameter = { id: 105, name: 'Объём', type: 'NUMERIC', units: [['мл', 'миллилитр'], ['л', 'литр']], minValue: 0 };
const weight: SandboxParameter = { id: 106, name: 'Вес нетто', type: 'NUMERIC', units: [['г', 'грамм'], ['кг', 'килограмм']], minValue: 0 };

const clothes: readonly SandboxParameter[] = [
  { ...colour, required: true },
  { id: 201, name: 'Размер', type: 'ENUM', required: true, values: ['40', '42', '44', '46', '48', '50', '52', '54', 'XS', 'S', 'M', 'L', 'XL'] },
  { id: 202, name: 'Пол', type: 'ENUM', values: ['Женский', 'Мужской', 'Унисекс', 'Детский'] },
  { id: 203, name: 'Сезон', type: 'ENUM', multivalue: true, values: ['Лето', 'Зима', 'Демисезон', 'Всесезон'] },
  material,
  cardNumber,
];
const books: readonly SandboxParameter[] = [
  { id: 301, name: 'Автор', type: 'TEXT', required: true, maxLength: 255 },
  { id: 302, name: 'Издательство', type: 'TEXT', maxLength: 255 },
  { id: 303, name: 'Год издания', type: 'NUMERIC', minValue: 1450, maxValue: 2100 },
  { id: 304, name: 'Количество страниц', type: 'NUMERIC', minValue: 1 },
  { id: 305, name: 'Переплёт', type: 'ENUM', values: ['твёрдый', 'мягкий', 'интегральный'] },
];

/** The sandbox's category tree: a few leaves that fit an ordinary shop, and one that fits anything. */
export const sandboxCategoryTree: SandboxCategory = {
  id: 90401,
  name: 'Все товары',
  children: [
    {
      id: 10, name: 'Электроника', children: [
        { id: 11, name: 'Наушники', parameters: [colour, warranty, { id: 401, name: 'Время работы', type: 'NUMERIC', units: [['ч', 'час'], ['мин', 'минута']], minValue: 0 }, { id: 402, name: 'Беспроводные', type: 'BOOLEAN' }] },
        { id: 12, name: 'Умные лампы', parameters: [colour, warranty, { id: 403, name: 'Мощность', type: 'NUMERIC', units: [['Вт', 'ватт']], minValue: 0 }] },
        { id: 13, name: 'Умные колонки', parameters: [colour, warranty] },
        { id: 14, name: 'Телевизоры', parameters: [colour, warranty, { id: 404, name: 'Диагональ', type: 'NUMERIC', units: [['дюйм', 'дюйм']], minValue: 1 }] },
      ],
    },
    { id: 20, name: 'Одежда', children: [{ id: 21, name: 'Футболки', parameters: clothes }, { id: 22, name: 'Худи', parameters: clothes }, { id: 23, name: 'Платья', parameters: clothes }] },
    { id: 30, name: 'Книги', children: [{ id: 31, name: 'Художественная литература', parameters: books }, { id: 32, name: 'Детские книги', parameters: books }] },
    { id: 40, name: 'Дом', children: [{ id: 41, name: 'Кружки', parameters: [colour, volume] }, { id: 42, name: 'Постельное бельё', parameters: [colour, material] }] },
    { id: 50, name: 'Продукты питания', children: [{ id: 51, name: 'Чай', parameters: [weight, material] }, { id: 52, name: 'Шоколад', parameters: [weight, material] }] },
    { id: 90, name: 'Прочее', children: [{ id: 91, name: 'Любые товары', parameters: [colour, cardNumber] }] },
  ],
};

/** The leaf that takes anything; `sandboxMapping()` sends every category there. */
export const genericCategoryId = 91;

/** Finds a category of the sandbox's tree, whichever its level. */
export function findCategory(id: number, root: SandboxCategory = sandboxCategoryTree): SandboxCategory | undefined {
  if (root.id === id) return root;
  for (const child of root.children ?? []) {
    const found = findCategory(id, child);
    if (found) return found;
  }
  return undefined;
}
