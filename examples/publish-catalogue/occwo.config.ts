// How the sample catalogue maps to the three marketplaces. The ids on the right are those of the sandboxes' directories
// (`@occwo/<marketplace>/sandbox` exports them); with real shops, put the ids of your own categories there.
// "Разное > Подарочные сертификаты" is left out on purpose: an item of a category that is not mapped is rejected unsent.
import { defineConfig } from '@occwo/cli';

const from = (attribute: string) => ({ attribute }) as const;

const ozonClothes = {
  'Цвет товара': from('Цвет'), 'Российский размер': from('Размер'), Пол: from('Пол'), Сезон: from('Сезон'),
  'Состав материала': from('Состав'), 'Страна-изготовитель': 'countryOfOrigin',
} as const;
const ozonBook = {
  Автор: from('Автор'), Издательство: from('Издательство'), 'Год выпуска': from('Год издания'),
  'Количество страниц': from('Количество страниц'), 'Тип обложки': from('Переплёт'), 'Возрастные ограничения': from('Возраст'),
} as const;

const wildberriesClothes = { Цвет: from('Цвет'), Состав: from('Состав'), Пол: from('Пол'), 'Страна производства': 'countryOfOrigin' } as const;
const wildberriesBook = { Автор: from('Автор'), Издательство: from('Издательство'), 'Количество страниц': from('Количество страниц') } as const;
const wildberriesFood = { 'Вес товара без упаковки': from('Масса нетто'), 'Срок годности': from('Срок годности'), 'Страна производства': 'countryOfOrigin' } as const;

const yandexClothes = {
  'Цвет товара': from('Цвет'), Размер: from('Размер'), Пол: from('Пол'), Сезон: from('Сезон'), Состав: from('Состав'), 'Номер карточки': 'group',
} as const;
const yandexBook = {
  Автор: from('Автор'), Издательство: from('Издательство'), 'Год издания': from('Год издания'),
  'Количество страниц': from('Количество страниц'), Переплёт: from('Переплёт'),
} as const;
const yandexFood = { 'Вес нетто': from('Масса нетто') } as const;

export default defineConfig({
  ozon: {
    warehouses: { main: 22_142_605_386_000 },
    categories: {
      'Электроника > Наушники': {
        descriptionCategoryId: 200_001_001, typeId: 971_001,
        attributes: { 'Цвет товара': from('Цвет'), 'Время работы, ч': from('Время работы'), 'Гарантия, мес': from('Гарантия') },
      },
      'Электроника > Умные лампы': {
        descriptionCategoryId: 200_001_002, typeId: 971_002, attributes: { 'Цвет товара': from('Цвет'), 'Мощность, Вт': from('Мощность') },
      },
      'Одежда > Футболки': { descriptionCategoryId: 200_002_001, typeId: 972_001, attributes: ozonClothes },
      'Одежда > Худи': { descriptionCategoryId: 200_002_002, typeId: 972_002, attributes: ozonClothes },
      'Одежда > Платья': { descriptionCategoryId: 200_002_003, typeId: 972_003, attributes: ozonClothes },
      'Книги > Художественная литература': { descriptionCategoryId: 200_003_001, typeId: 973_001, attributes: ozonBook },
      'Книги > Детские книги': { descriptionCategoryId: 200_003_002, typeId: 973_002, attributes: ozonBook },
      'Дом > Кружки': { descriptionCategoryId: 200_004_001, typeId: 974_001, attributes: { Материал: from('Материал'), 'Объём, мл': from('Объём') } },
      'Дом > Постельное бельё': {
        descriptionCategoryId: 200_004_002, typeId: 974_002, attributes: { Материал: from('Материал'), 'Размер комплекта': from('Размер комплекта') },
      },
      'Продукты > Чай': {
        descriptionCategoryId: 200_005_001, typeId: 975_001, attributes: { 'Срок годности в месяцах': from('Срок годности'), 'Вид чая': from('Вид') },
      },
      'Продукты > Шоколад': {
        descriptionCategoryId: 200_005_002, typeId: 975_002, attributes: { 'Срок годности в месяцах': from('Срок годности'), 'Вид шоколада': from('Вид') },
      },
    },
  },

  wildberries: {
    // A photo costs a request a card at 100 a minute: five hundred cards would wait five minutes for their photos.
    photos: 'never',
    categories: {
      'Электроника > Наушники': { subjectId: 593, attributes: { Цвет: from('Цвет'), 'Время работы': from('Время работы'), 'Гарантийный срок': from('Гарантия') } },
      'Электроника > Умные лампы': { subjectId: 3109, attributes: { Цвет: from('Цвет'), Мощность: from('Мощность') } },
      'Одежда > Футболки': { subjectId: 192, size: from('Размер'), russianSize: from('Размер'), attributes: wildberriesClothes },
      'Одежда > Худи': { subjectId: 1724, size: from('Размер'), russianSize: from('Размер'), attributes: wildberriesClothes },
      'Одежда > Платья': { subjectId: 69, size: from('Размер'), russianSize: from('Размер'), attributes: wildberriesClothes },
      'Книги > Художественная литература': { subjectId: 381, attributes: wildberriesBook },
      'Книги > Детские книги': { subjectId: 3647, attributes: wildberriesBook },
      'Дом > Кружки': { subjectId: 746, attributes: { Материал: from('Материал') } },
      'Дом > Постельное бельё': { subjectId: 771, attributes: { Материал: from('Материал') } },
      'Продукты > Чай': { subjectId: 2399, attributes: wildberriesFood },
      'Продукты > Шоколад': { subjectId: 2560, attributes: wildberriesFood },
    },
  },

  yandex: {
    categories: {
      'Электроника > Наушники': { marketCategoryId: 11, attributes: { 'Цвет товара': from('Цвет'), 'Гарантийный срок': from('Гарантия'), 'Время работы': from('Время работы') } },
      'Электроника > Умные лампы': { marketCategoryId: 12, attributes: { 'Цвет товара': from('Цвет'), 'Гарантийный срок': from('Гарантия'), Мощность: from('Мощность') } },
      'Одежда > Футболки': { marketCategoryId: 21, attributes: yandexClothes },
      'Одежда > Худи': { marketCategoryId: 22, attributes: yandexClothes },
      'Одежда > Платья': { marketCategoryId: 23, attributes: yandexClothes },
      'Книги > Художественная литература': { marketCategoryId: 31, attributes: yandexBook },
      'Книги > Детские книги': { marketCategoryId: 32, attributes: yandexBook },
      'Дом > Кружки': { marketCategoryId: 41, attributes: { Объём: from('Объём') } },
      'Дом > Постельное бельё': { marketCategoryId: 42, attributes: { Состав: from('Материал') } },
      'Продукты > Чай': { marketCategoryId: 51, attributes: yandexFood },
      'Продукты > Шоколад': { marketCategoryId: 52, attributes: yandexFood },
    },
  },
});
