import type { Schema } from '../model.js';
import type { RepairLog } from './repair-log.js';

/**
 * Numbers that are 0, which takes something away, or at least so much; the document says only `minimum: 0` (Market's bids, 50 at least).
 * The keyword is ours: core's validator knows it. Throws when a place is not there.
 */
export function setZeroOr(definitions: Readonly<Record<string, Schema>>, places: Readonly<Record<string, number>>, log: RepairLog): Record<string, Schema> {
  const result = { ...definitions };
  for (const [place, least] of Object.entries(places)) {
    const [name = '', property = ''] = place.split('.');
    const schema = result[name];
    const inner = schema?.properties?.[property];
    const number = inner?.$ref ? definitions[inner.$ref.replace('#/$defs/', '')] : inner;
    if (!schema || number?.minimum !== 0) throw new Error(`zeroOr: ${place} is no number from 0 in any document`);
    log.note('zero-or-at-least', place);
    result[name] = { ...schema, properties: { ...schema.properties, [property]: { ...number, zeroOrAtLeast: least } } };
  }
  return result;
}
