import { OccwoError } from '@occwo/core';
import { fillText } from './language.js';
import type { BilingualText, TextValues, YmlLanguage } from './language.js';

/** Why a feed could not be read or written at all. A defect of one offer is a problem of that offer, not one of these. */
export type YmlErrorCode = keyof typeof errorTexts;

const errorTexts = {
  'not-found': {
    en: 'There is no file {source}. Check the path.',
    ru: 'Файла {source} нет. Проверьте путь.',
  },
  'not-readable': {
    en: 'Cannot read {source}: {reason}.',
    ru: 'Не удалось прочитать {source}: {reason}.',
  },
  'is-directory': {
    en: '{source} is a directory. Name the feed file itself.',
    ru: '{source} — это каталог. Укажите сам файл фида.',
  },
  empty: {
    en: '{source} is empty: a feed starts with <?xml …?> and <yml_catalog>.',
    ru: '{source} пуст: фид начинается с <?xml …?> и <yml_catalog>.',
  },
  'not-xml': {
    en: '{source} is not XML: it starts with "{found}". Expected <?xml …?> or <yml_catalog>.',
    ru: '{source} — не XML: файл начинается с «{found}». Ожидается <?xml …?> или <yml_catalog>.',
  },
  'not-yml': {
    en: 'The root element is <{found}>, not <yml_catalog>: this is no YML feed.',
    ru: 'Корневой элемент — <{found}>, а не <yml_catalog>: это не фид YML.',
  },
  'not-well-formed': {
    en: 'The XML is broken: {reason}.',
    ru: 'XML повреждён: {reason}.',
  },
  entity: {
    en: 'The entity "{found}" is not allowed. Write & as &amp; and use only &amp; &lt; &gt; &quot; &apos; and numeric references.',
    ru: 'Сущность «{found}» недопустима. Пишите & как &amp;; разрешены только &amp; &lt; &gt; &quot; &apos; и числовые ссылки.',
  },
  encoding: {
    en: 'The encoding "{found}" is not supported. Save the feed as UTF-8 or windows-1251.',
    ru: 'Кодировка «{found}» не поддерживается. Сохраните фид в UTF-8 или windows-1251.',
  },
  'encoding-mismatch': {
    en: 'Byte {offset} is not valid {expected}, which the feed declares. Save the file in the encoding that its first line names.',
    ru: 'Байт {offset} не подходит к кодировке {expected}, указанной в фиде. Сохраните файл в той кодировке, что названа в первой строке.',
  },
  'no-offers': {
    en: '{source} holds no <offer>: a feed needs at least one inside <offers>.',
    ru: 'В {source} нет ни одного <offer>: в <offers> должно быть хотя бы одно предложение.',
  },
  'too-deep': {
    en: 'Elements are nested deeper than {limit} levels.',
    ru: 'Вложенность элементов больше {limit} уровней.',
  },
  'token-too-long': {
    en: 'One text, tag or comment is longer than {limit} characters.',
    ru: 'Один текст, тег или комментарий длиннее {limit} символов.',
  },
  'offer-too-large': {
    en: 'One offer, promo or other part of the shop is too large: more than {limit} elements or characters.',
    ru: 'Одно предложение, акция или другая часть магазина слишком велика: больше {limit} элементов или символов.',
  },
  'too-many-items': {
    en: 'The shop declares more than {limit} categories, promos and other parts.',
    ru: 'В магазине объявлено больше {limit} категорий, акций и других частей.',
  },
  archive: {
    en: 'Cannot unpack {source}: {reason}.',
    ru: 'Не удалось распаковать {source}: {reason}.',
  },
  'bad-input': {
    en: 'The field {field} cannot be written: {reason}.',
    ru: 'Поле {field} нельзя записать: {reason}.',
  },
  'check-failed': {
    en: 'The feed breaks a rule of its receiver: {reason}',
    ru: 'Фид нарушает правило приёмника: {reason}',
  },
  'late-envelope': {
    en: 'Parts of <shop> stand behind the offers, and a stream cannot be read twice. Give the feed as a file.',
    ru: 'Части <shop> стоят после предложений, а поток нельзя прочитать дважды. Передайте фид файлом.',
  },
  'row-invalid': {
    en: 'Row {row}: {reason}.',
    ru: 'Строка {row}: {reason}.',
  },
} as const satisfies Record<string, BilingualText>;

/** Where in the feed something stands. */
export interface YmlPosition {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in Unicode characters. */
  readonly column: number;
}

/**
 * A feed that cannot be read or written as a whole.
 *
 * @example
 * try { await readYml('feed.xml'); }
 * catch (error) { if (error instanceof YmlError) console.error(error.code, error.describe('ru')); }
 */
export class YmlError extends OccwoError {
  override readonly name = 'YmlError';
  declare readonly code: YmlErrorCode;
  /** Where in the feed, when a place is known. */
  readonly position: YmlPosition | undefined;
  readonly #values: TextValues;
  readonly #text: BilingualText | undefined;

  constructor(code: YmlErrorCode, values: TextValues = {}, options: { position?: YmlPosition; reason?: BilingualText; cause?: unknown } = {}) {
    super(describeError(code, { ...values, reason: options.reason?.en ?? values['reason'] }, options.position, 'en'), { code, cause: options.cause });
    this.position = options.position;
    this.#values = values;
    this.#text = options.reason;
  }

  /** The message in the given language, with line and column when they are known. */
  describe(language: YmlLanguage): string {
    const reason = this.#text?.[language] ?? this.#values['reason'];
    return describeError(this.code, { ...this.#values, reason }, this.position, language);
  }

  protected override details(): Record<string, unknown> {
    return this.position === undefined ? {} : { line: this.position.line, column: this.position.column };
  }
}

function describeError(code: YmlErrorCode, values: TextValues, position: YmlPosition | undefined, language: YmlLanguage): string {
  const text = fillText(errorTexts[code][language], values);
  if (position === undefined) return text;
  const [line, column] = language === 'ru' ? ['строка', 'столбец'] : ['line', 'column'];
  return `${text} (${line} ${position.line}, ${column} ${position.column})`;
}
