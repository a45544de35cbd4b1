import { crossedOut } from './fields.mjs';

const makers = ['Звукоряд', 'Полюс', 'Ионика'];
const kinds = [
  { category: '11', word: 'Наушники беспроводные', code: 'HP', count: 45, price: [1490, 12990], weightG: 260, mm: [200, 170, 80], feature: 'Время работы', unit: 'ч', range: [6, 40] },
  { category: '12', word: 'Лампа умная E27', code: 'SL', count: 35, price: [490, 1990], weightG: 90, mm: [120, 65, 65], feature: 'Мощность', unit: 'Вт', range: [6, 15] },
];

export function electronics({ pick, chance, between, price }) {
  return kinds.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, index) => {
      const brand = pick(makers);
      const model = `${pick(['Альфа', 'Бриз', 'Вектор', 'Гамма'])}-${between(100, 999)}`;
      const colour = pick(['чёрный', 'белый', 'графит']);
      const cost = price(...kind.price);
      return {
        sku: `${kind.code}-${String(index + 1).padStart(4, '0')}`,
        name: `${kind.word} ${brand} ${model}, ${colour}`,
        description: `${kind.word} ${brand} ${model}: работает с голосовыми помощниками, Bluetooth 5.3 & Wi-Fi. Гарантия — 12 месяцев.`,
        brand,
        vendorCode: `${model}/${colour.slice(0, 2).toUpperCase()}`,
        category: kind.category,
        photos: between(1, 5),
        price: cost,
        oldPrice: chance(0.3) ? crossedOut(cost) : undefined,
        vat: 22,
        weightG: kind.weightG + between(-20, 20),
        mm: kind.mm,
        count: between(0, 120),
        country: 'Китай',
        attributes: [['Цвет', colour], [kind.feature, String(between(...kind.range)), kind.unit], ['Гарантия', '12', 'мес']],
      };
    }),
  );
}
