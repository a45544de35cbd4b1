import { attributeValues } from '@occwo/core/client';
import type { AttributeSource, Product, Reason } from '@occwo/core';
import type { CardCharacteristic, Characteristic } from './card.js';
import { localReason } from './reasons.js';

export interface Characteristics {
  readonly values: readonly CardCharacteristic[];
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
}

/** Makes the characteristics of a card from the mapping, typed and counted as the subject wants them. */
export function characteristicsOf(
  product: Product,
  sources: Readonly<Record<string, AttributeSource>>,
  known: readonly Characteristic[],
): Characteristics {
  const values: CardCharacteristic[] = [];
  const reasons: Reason[] = [];
  const warnings: Reason[] = [];
  for (const [key, source] of Object.entries(sources)) {
    const characteristic = known.find(({ charcID, name }) => String(charcID) === key || name.toLowerCase() === key.toLowerCase());
    const texts = attributeValues(source, product);
    if (!characteristic) reasons.push(unknownOne(key));
    else if (texts.length > 0) {
      const value = valueOf(characteristic, texts);
      if (value === undefined) reasons.push(notNumber(characteristic, texts[0] ?? ''));
      else values.push({ id: characteristic.charcID, value });
      if (isCut(characteristic, texts)) warnings.push(tooMany(characteristic, texts.length));
    }
  }
  const given = new Set(values.map(({ id }) => id));
  const refused = new Set(reasons.map(({ field }) => field));
  for (const characteristic of known) {
    const { charcID, required, existNamedField, name } = characteristic;
    // One that has a field of its own (title, brand, size) is never sent among characteristics, though it is listed there.
    if (required && !existNamedField && !given.has(charcID) && !refused.has(name)) reasons.push(missing(characteristic, product));
  }
  return { values, reasons, warnings };
}

const isNumeric = ({ charcType }: Characteristic) => charcType === 4;

function valueOf(characteristic: Characteristic, texts: readonly string[]): readonly string[] | number | undefined {
  if (!isNumeric(characteristic)) return characteristic.maxCount > 0 ? texts.slice(0, characteristic.maxCount) : texts;
  const digits = /-?\d+(?:[.,]\d+)?/.exec((texts[0] ?? '').replaceAll(/(?<=\d)[\s\u00a0](?=\d{3})/g, ''))?.[0];
  return digits === undefined ? undefined : Number(digits.replace(',', '.'));
}

const isCut = (characteristic: Characteristic, texts: readonly string[]) =>
  !isNumeric(characteristic) && characteristic.maxCount > 0 && texts.length > characteristic.maxCount;

const unknownOne = (key: string): Reason =>
  localReason('attribute-unknown', `the subject has no characteristic "${key}"`, key, 'take its id or exact name from GET /content/v2/object/charcs/{subjectId}');

const notNumber = ({ name, unitName }: Characteristic, text: string): Reason =>
  localReason('attribute-no-number', `"${name}" must be a number${unitName ? ` (${unitName})` : ''}, found "${text}"`, name, 'correct the value in the catalogue or its source in the mapping');

const tooMany = ({ name, maxCount }: Characteristic, found: number): Reason =>
  localReason('attribute-cut', `"${name}" takes ${maxCount} values, the first of ${found} were sent`, name, 'choose the values in the mapping');

const missing = ({ name, charcID }: Characteristic, { category }: Product): Reason =>
  localReason(
    'attribute-missing',
    `Wildberries demands the characteristic "${name}" (${charcID})`,
    name,
    `add attributes: { "${charcID}": … } to the category "${category.path.join(' > ')}" of the Wildberries mapping, or fill it in the catalogue`,
  );
