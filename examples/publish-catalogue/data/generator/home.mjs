import { crossedOut } from './fields.mjs';

const kinds = [
  { category: '41', word: 'Кружка', code: 'MG', count: 40, price: [290, 1190], weightG: 380, mm: [130, 100, 110], materials: ['фарфор', 'керамика', 'стекло'], feature: 'Объём', unit: 'мл', values: ['250', '330', '450'] },
  { category: '42', word: 'Постельное бельё', code: 'BL', count: 30, price: [1990, 7990], weightG: 2300, mm: [400, 300, 120], materials: ['бязь', 'сатин', 'перкаль'], feature: 'Размер комплекта', values: ['1,5-спальный', '2-спальный', 'евро'] },
];

export function home({ pick, chance, between, price }) {
  return kinds.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, index) => {
      const material = pick(kind.materials);
      const value = pick(kind.values);
      const pattern = pick(['Гжель', 'Хохлома', 'Незабудки', 'Полоска', 'Журавли']);
      const cost = price(...kind.price);
      return {
        sku: `${kind.code}-${String(index + 1).padStart(4, '0')}`,
        name: `${kind.word} «${pattern}», ${material}, ${value}${kind.unit ? ` ${kind.unit}` : ''}, № ${index + 1}`,
        description: `${kind.word} «${pattern}» (${material}). Можно стирать и мыть при 40 °C; узор не тускнеет.`,
        brand: 'Домовой',
        category: kind.category,
        photos: between(1, 4),
        price: cost,
        oldPrice: chance(0.3) ? crossedOut(cost) : undefined,
        vat: 22,
        weightG: kind.weightG,
        mm: kind.mm,
        count: between(0, 80),
        country: 'Россия',
        attributes: [['Материал', material], [kind.feature, value, kind.unit], ['Рисунок', pattern]],
      };
    }),
  );
}
