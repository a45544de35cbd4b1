/** The shop's own category tree. 91 is left out of occwo.config.ts on purpose. */
export const categories = [
  { id: '1', name: 'Электроника' },
  { id: '11', parent: '1', name: 'Наушники' },
  { id: '12', parent: '1', name: 'Умные лампы' },
  { id: '2', name: 'Одежда' },
  { id: '21', parent: '2', name: 'Футболки' },
  { id: '22', parent: '2', name: 'Худи' },
  { id: '23', parent: '2', name: 'Платья' },
  { id: '3', name: 'Книги' },
  { id: '31', parent: '3', name: 'Художественная литература' },
  { id: '32', parent: '3', name: 'Детские книги' },
  { id: '4', name: 'Дом' },
  { id: '41', parent: '4', name: 'Кружки' },
  { id: '42', parent: '4', name: 'Постельное бельё' },
  { id: '5', name: 'Продукты' },
  { id: '51', parent: '5', name: 'Чай' },
  { id: '52', parent: '5', name: 'Шоколад' },
  { id: '9', name: 'Разное' },
  { id: '91', parent: '9', name: 'Подарочные сертификаты' },
];

/** Names from the root down to the category, joined as the CSV and the mapping write them. */
export function categoryPath(id) {
  const category = categories.find((one) => one.id === id);
  if (!category) return '';
  return category.parent ? `${categoryPath(category.parent)} > ${category.name}` : category.name;
}
