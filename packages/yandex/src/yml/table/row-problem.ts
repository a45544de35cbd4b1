import { YmlError } from '../errors.js';
import { fillText } from '../language.js';
import type { BilingualText, TextValues } from '../language.js';

/** A row of a table that no offer can be made of. */
export interface RowProblem {
  /** Its number in the file; the header is row 1. A row may be of several lines. */
  readonly row: number;
  /** Of the offer, where the row could be read that far. */
  readonly offerId?: string;
  /** Stable: `columns`, `json`, `id-missing` … */
  readonly code: string;
  readonly reason: BilingualText;
}

const reasons = {
  columns: { en: 'it has {found} cells, the header has {expected}', ru: 'ячеек: {found}, а в заголовке: {expected}' },
  json: { en: 'it is no JSON ({detail})', ru: 'это не JSON ({detail})' },
  object: { en: 'it is no JSON object', ru: 'это не объект JSON' },
  'too-long': { en: 'it is longer than 4 million characters: is a quote missing?', ru: 'она длиннее 4 миллионов символов: не потеряна ли кавычка?' },
  'unknown-field': { en: '"{name}" is no field of an offer', ru: 'у предложения нет поля «{name}»' },
  'id-missing': { en: 'the field id is missing', ru: 'нет поля id' },
  'field-no-json': { en: 'the field {name} is no JSON', ru: 'в поле {name} не JSON' },
  'field-needs-json': { en: 'the field {name} must be JSON', ru: 'поле {name} нужно записать в JSON' },
  'price-missing': { en: 'the product {name} has no price', ru: 'у товара {name} нет цены' },
  list: { en: 'the field {name} must be a list', ru: 'в поле {name} должен быть список' },
  product: { en: 'it is no whole product ({detail})', ru: 'это не целый товар ({detail})' },
} as const satisfies Record<string, BilingualText>;

/** The row cannot be read, and why. */
export class RowError extends YmlError {
  readonly reason: BilingualText;

  constructor(
    readonly row: number,
    readonly why: keyof typeof reasons,
    values: TextValues = {},
    cause?: unknown,
  ) {
    const reason = { en: fillText(reasons[why].en, values), ru: fillText(reasons[why].ru, values) };
    super('row-invalid', { row }, { reason, cause });
    this.reason = reason;
  }
}

/** Tells of a row that cannot be read, so that the next one can be; ends the reading where nobody listens. */
export function tellRow(error: RowError, onRowProblem: ((problem: RowProblem) => void) | undefined, values: Readonly<Record<string, unknown>> = {}): void {
  if (!onRowProblem) throw error;
  const { row, why: code, reason } = error;
  const id = values['id'] ?? values['sku'] ?? '';
  onRowProblem({ row, code, reason, ...(id !== '' && { offerId: String(id) }) });
}
