import { crossedOut } from './fields.mjs';

const authors = ['Анна Берёзкина', 'Пётр Ёжиков', 'Мария Щеглова', 'Илья Чайкин', 'Софья Эрмлер'];
const starts = ['Письма из', 'Дорога до', 'Тайна', 'Зима возле', 'Последний поезд из', 'Сказки'];
const places = ['Суздаля', 'Торжка', 'старого маяка', 'Мышкина', 'северной бухты', 'Переславля', 'яблоневого сада'];
const kinds = [
  { category: '31', code: 'BK', count: 50, age: '16+', price: [390, 1290] },
  { category: '32', code: 'KB', count: 30, age: '6+', price: [290, 890] },
];

export function books({ pick, chance, between, price }) {
  return kinds.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, index) => {
      const author = pick(authors);
      const title = `${pick(starts)} ${pick(places)}`;
      const pages = between(4, 40) * 16;
      const cost = price(...kind.price);
      return {
        sku: `${kind.code}-${String(index + 1).padStart(4, '0')}`,
        name: `${author}. «${title}», № ${index + 1}`,
        description: `Книга «${title}» (${author}), твёрдый переплёт, ${pages} страниц. Возраст: ${kind.age}.`,
        brand: 'Издательство «Кириллица»',
        category: kind.category,
        photos: between(1, 3),
        price: cost,
        oldPrice: chance(0.25) ? crossedOut(cost) : undefined,
        vat: 10,
        weightG: Math.round(pages * 1.1),
        mm: [210, 140, Math.max(10, Math.round(pages / 16))],
        count: between(0, 60),
        country: 'Россия',
        attributes: [['Автор', author], ['Издательство', 'Кириллица'], ['Год издания', String(between(2019, 2026))], ['Количество страниц', String(pages)], ['Переплёт', 'твёрдый'], ['Возраст', kind.age]],
      };
    }),
  );
}
