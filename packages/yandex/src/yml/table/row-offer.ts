import type { Offer } from '../offer/offer.js';
import type { OfferParam } from '../offer/parts.js';
import { attributeRows, fieldRows, offerTypes } from '../write/offer-table.js';
import type { FieldKind } from '../write/offer-table.js';
import type { TableRow } from './csv.js';
import { RowError } from './row-problem.js';

interface Column {
  readonly key: string;
  readonly kind: FieldKind | 'attribute';
}

/** Columns by our field names and by the names of YML: `salesNotes` and `sales_notes` are the same. */
function columnNames(): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>([['id', { key: 'id', kind: 'attribute' }], ['priceFrom', { key: 'priceFrom', kind: 'empty' }]]);
  for (const [key, name] of attributeRows) for (const column of [key, name]) columns.set(column, { key, kind: 'attribute' });
  for (const type of [undefined, ...offerTypes]) {
    for (const { key, element, kind } of fieldRows(type)) {
      columns.set(key, { key, kind });
      if (!columns.has(element)) columns.set(element, { key, kind });
    }
  }
  return columns;
}

const columns = columnNames();

/** How several values stand in one cell. */
const separator = '|';

/**
 * Makes an offer of a row. Cells are texts; lists stand with `|` between, characteristics in columns `param:Name` or
 * `param:Name, unit`. Throws {@link RowError} for a column that is no field, so that a typing mistake does not
 * silently lose a column.
 */
export function offerFromRow({ row, values }: TableRow, categoryId?: number): Offer {
  const offer: Record<string, unknown> = {};
  const params: OfferParam[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || value === null || value === undefined || name === 'category' || name === '') continue;
    if (name.startsWith('param:')) {
      params.push(toParam(name.slice('param:'.length), value));
      continue;
    }
    const column = columns.get(name);
    if (column === undefined) throw new RowError(row, 'unknown-field', { name });
    offer[column.key] = toField(value, column, row);
  }
  if (params.length > 0) offer['params'] = [...((offer['params'] as readonly OfferParam[] | undefined) ?? []), ...params];
  if (categoryId !== undefined) offer['categoryId'] = categoryId;
  if (offer['id'] === undefined) throw new RowError(row, 'id-missing');
  return offer as unknown as Offer;
}

function toParam(heading: string, value: unknown): OfferParam {
  const comma = heading.lastIndexOf(',');
  if (comma < 0) return { name: heading.trim(), value: String(value) };
  return { name: heading.slice(0, comma).trim(), unit: heading.slice(comma + 1).trim(), value: String(value) };
}

function toField(value: unknown, { key, kind }: Column, row: number): unknown {
  if (typeof value !== 'string') return value;
  if (kind === 'texts') return list(value);
  if (kind === 'empty') return value === 'true';
  if (kind === 'params' || kind === 'complex') return toComplex(value, key, row);
  return value;
}

/** Fields of more than a text: JSON, or the short form that people write into a cell. */
function toComplex(value: string, key: string, row: number): unknown {
  if (/^[[{]/.test(value)) {
    try {
      return JSON.parse(value) as unknown;
    } catch (cause) {
      throw new RowError(row, 'field-no-json', { name: key }, cause);
    }
  }
  switch (key) {
    case 'dimensions': {
      const [length, width, height] = value.split('/');
      return { length, width, height };
    }
    case 'age':
      return Number(value);
    case 'params':
      return list(value).map((pair) => {
        const colon = pair.indexOf(':');
        return { name: pair.slice(0, Math.max(colon, 0)).trim(), value: pair.slice(colon + 1).trim() };
      });
    case 'recommended':
    case 'setIds':
    case 'tnVedCodes':
    case 'customLabels':
      return list(value);
    case 'hall':
    case 'creditTemplateId':
    case 'supplierOgrn':
      return value;
    default:
      throw new RowError(row, 'field-needs-json', { name: key });
  }
}

function list(value: string): string[] {
  return value.split(separator).map((part) => part.trim()).filter((part) => part !== '');
}
