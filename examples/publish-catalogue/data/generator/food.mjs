import { crossedOut } from './fields.mjs';

const kinds = [
  { category: '51', word: 'Чай', code: 'TE', count: 30, sorts: ['чёрный байховый', 'зелёный', 'иван-чай', 'улун'], price: [190, 890], grams: [50, 100, 200], mm: [160, 90, 60], shelf: '24' },
  { category: '52', word: 'Шоколад', code: 'CH', count: 30, sorts: ['горький 72 %', 'молочный', 'белый с малиной', 'тёмный с фундуком'], price: [120, 490], grams: [80, 90, 100], mm: [170, 80, 12], shelf: '12' },
];

export function food({ pick, chance, between, price }) {
  return kinds.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, index) => {
      const sort = pick(kind.sorts);
      const grams = pick(kind.grams);
      const cost = price(...kind.price);
      return {
        sku: `${kind.code}-${String(index + 1).padStart(4, '0')}`,
        name: `${kind.word} ${sort}, ${grams} г, № ${index + 1}`,
        description: `${kind.word} ${sort}, масса нетто ${grams} г. Хранить при температуре < 25 °C, вдали от солнца.`,
        brand: 'Самобранка',
        category: kind.category,
        photos: between(1, 2),
        price: cost,
        oldPrice: chance(0.2) ? crossedOut(cost) : undefined,
        vat: 10,
        weightG: grams + 30,
        mm: kind.mm,
        count: between(0, 200),
        country: 'Россия',
        attributes: [['Вид', sort], ['Масса нетто', String(grams), 'г'], ['Срок годности', kind.shelf, 'мес']],
      };
    }),
  );
}
