import type { Schema } from '../model.js';
import type { RepairLog } from './repair-log.js';

/** Properties that a document lists as required although its prose makes them a choice (Ozon's stocks). Throws when a place is not there. */
export function releaseRequired(definitions: Readonly<Record<string, Schema>>, places: readonly string[], log: RepairLog): Record<string, Schema> {
  const result = { ...definitions };
  for (const place of places) {
    const [name = '', property = ''] = place.split('.');
    const schema = result[name];
    if (!schema?.required?.includes(property)) throw new Error(`optional: ${place} is not required in any document`);
    log.note('required-means-optional', place);
    const { required, ...rest } = schema;
    const left = required.filter((one) => one !== property);
    result[name] = left.length > 0 ? { ...rest, required: left } : rest;
  }
  return result;
}
