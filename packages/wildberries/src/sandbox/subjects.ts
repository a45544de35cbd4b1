import type { Characteristic } from '../marketplace/card.js';

/** A subject ("предмет") of the sandbox's directory. */
export interface SandboxSubject {
  readonly subjectID: number;
  readonly subjectName: string;
  readonly parentID: number;
  readonly parentName: string;
  readonly characteristics: readonly Characteristic[];
}

type Draft = Pick<Characteristic, 'charcID' | 'name'> & Partial<Characteristic>;
const texts = (charcID: number, name: string, more: Partial<Draft> = {}): Characteristic => ({ charcID, name, required: false, unitName: '', maxCount: 0, charcType: 1, existNamedField: false, ...more });
const number = (charcID: number, name: string, unitName: string): Characteristic => texts(charcID, name, { charcType: 4, unitName, maxCount: 1 });

const colour = texts(14_177_449, 'Цвет', { maxCount: 5 });
const country = texts(14_177_451, 'Страна производства', { maxCount: 1 });
const contents = texts(14_177_450, 'Состав');
const clothes = [{ ...colour, required: true }, contents, country, texts(50, 'Покрой', { maxCount: 3 }), texts(54, 'Пол', { maxCount: 1 }), texts(55_337, 'Размер', { existNamedField: true, required: true })];
const book = [texts(200_101, 'Автор', { required: true }), texts(200_102, 'Издательство', { maxCount: 1 }), number(200_103, 'Количество страниц', 'шт.'), texts(200_104, 'Жанр', { maxCount: 3 })];
const food = [contents, country, number(200_201, 'Вес товара без упаковки', 'г'), number(200_202, 'Срок годности', 'мес')];
const device = [colour, country, number(200_301, 'Мощность', 'Вт'), number(200_302, 'Время работы', 'ч'), texts(200_303, 'Гарантийный срок', { maxCount: 1 })];
const household = [colour, country, texts(200_401, 'Материал', { maxCount: 3 })];

const subject = (parentID: number, parentName: string, characteristics: readonly Characteristic[]) =>
  (subjectID: number, subjectName: string): SandboxSubject => ({ subjectID, subjectName, parentID, parentName, characteristics });

const electronics = subject(479, 'Электроника', device);
const wear = subject(306, 'Одежда', clothes);
const books = subject(4863, 'Книги', book);
const home = subject(657, 'Товары для дома', household);
const groceries = subject(3, 'Продукты', food);

/** The subject that takes any product: it demands nothing. */
export const genericSubject: SandboxSubject = { subjectID: 1, subjectName: 'Прочие товары', parentID: 99, parentName: 'Песочница', characteristics: [colour, country] };

/** The sandbox's directory: enough for a shop of electronics, clothes, books, home goods and food. */
export const sandboxSubjects: readonly SandboxSubject[] = [
  genericSubject,
  electronics(593, 'Наушники'), electronics(520, 'Колонки'), electronics(3109, 'Лампы умные'), electronics(515, 'Смартфоны'), electronics(516, 'Телевизоры'),
  wear(192, 'Футболки'), wear(1724, 'Худи'), wear(69, 'Платья'), wear(105, 'Кроссовки'),
  books(381, 'Книги'), books(3647, 'Книги детские'),
  home(746, 'Кружки'), home(771, 'Комплекты постельного белья'), home(832, 'Фруктовницы'),
  groceries(2399, 'Чай'), groceries(2560, 'Шоколад'),
];
