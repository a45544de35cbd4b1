import { crossedOut } from './fields.mjs';

const sizes = ['42', '44', '46', '48', '50'];
const colours = ['белый', 'чёрный', 'тёмно-синий', 'хаки', 'бордовый', 'серый меланж'];
const kinds = [
  { category: '21', word: 'Футболка', code: 'TS', models: ['Волна', 'Север', 'Ладога', 'Ёлка', 'Базис', 'Полоса', 'Берег', 'Сойка'], gender: 'Женский', price: [790, 1990], weightG: 220, mm: [300, 220, 30], fabric: 'хлопок 100%' },
  { category: '22', word: 'Худи', code: 'HD', models: ['Домбай', 'Туман', 'Кедр', 'Стая', 'Метель', 'Опушка'], gender: 'Мужской', price: [2490, 4990], weightG: 680, mm: [350, 280, 70], fabric: 'хлопок 80%, полиэстер 20%' },
  { category: '23', word: 'Платье', code: 'DR', models: ['Аврора', 'Вербена', 'Ива', 'Мальва', 'Рябина', 'Сирень'], gender: 'Женский', price: [2990, 6990], weightG: 390, mm: [340, 260, 45], fabric: 'вискоза 95%, эластан 5%' },
];

/** Models in two colours and five sizes; all variants of a model share its group. */
export function clothes({ pick, chance, between, price }) {
  let group = 200_000;
  return kinds.flatMap((kind) =>
    kind.models.flatMap((model) => {
      group += 1;
      const cost = price(...kind.price);
      const first = between(0, colours.length - 1);
      const season = pick(['Всесезон', 'Лето', 'Демисезон']);
      return [colours[first], colours[(first + 1) % colours.length]].flatMap((colour, shade) =>
        sizes.map((size) => ({
          sku: `${kind.code}-${group}-${shade + 1}-${size}`,
          name: `${kind.word} «${model}», ${colour}, размер ${size}`,
          description: `${kind.word} «${model}» из коллекции этого года. Состав: ${kind.fabric}. Сшито в Иванове.`,
          brand: 'Тихий Дон',
          category: kind.category,
          group: String(group),
          photos: 3,
          price: cost,
          oldPrice: chance(0.4) ? crossedOut(cost) : undefined,
          vat: 22,
          weightG: kind.weightG,
          mm: kind.mm,
          count: between(0, 40),
          country: 'Россия',
          attributes: [['Цвет', colour], ['Размер', size], ['Пол', kind.gender], ['Сезон', season], ['Состав', kind.fabric]],
        })),
      );
    }),
  );
}
