import type { en } from './en.js';

/** Every text that a person reads, in Russian. */
export const ru: Readonly<Record<keyof typeof en, string>> = {
  'file.not-found': 'Файла {file} нет. Проверьте путь.',
  'file.not-readable': 'Не удалось прочитать {file}: {reason}.',
  'file.directory': '{file} — это каталог. Укажите сам файл с товарами.',
  'file.extension': 'По расширению {file} ({extension}) не понять формат. Подойдут .xml, .yml, .csv, .tsv, .jsonl (для YML ещё .gz, .zip) или параметр --format yml|csv|jsonl.',
  'file.empty': '{file} пуст: публиковать нечего.',
  'file.no-items': 'В {file} нет товаров.',
  'file.encoding': '{file} — не UTF-8 и не windows-1251 (около байта {byte}). Сохраните файл в UTF-8.',
  'csv.header': 'В первой строке {file} нет столбца «{column}». Первая строка должна называть столбцы.',
  'csv.broken': '{file} повреждён около строки {line}: {reason}.',
  'jsonl.line': 'В {file} есть строка длиннее {limit} символов: это не JSONL.',
  'feed.no-categories': 'В {file} перед предложениями не объявлены категории: сопоставить их с маркетплейсом нельзя. Добавьте <categories>.',
  'feed.category-hint': 'Объявите категорию в <categories> или исправьте categoryId.',
  'row.sku-missing': 'Нет артикула ({field}).',
  'row.name-missing': 'Нет названия ({field}).',
  'row.category-missing': 'Нет категории ({field}).',
  'row.amount-invalid': '{field}: «{found}» — не сумма. Пишите цифрами, например 1490.50.',
  'row.number-invalid': '{field}: «{found}» — не положительное число.',
  'row.pieces-invalid': '{field}: «{found}» — не целое число штук.',
  'row.vat-unknown': '{field}: «{found}» — не ставка НДС. Возможны 0, 5, 7, 10, 20, 22 и none (без НДС).',
  'row.columns': 'В строке {found} ячеек, а в заголовке {expected}. Ячейки с разделителем внутри берите в кавычки.',
  'row.json': 'Эта строка — не объект JSON: {found}',
};
