import type { Schema } from '../model.js';
import { boundOfOtherType, boundOnItems, crossedBounds } from './bounds.js';
import { emptyMember, mergeMembers, oneOfAsAnyOf, siblingsOfRef, singleMember } from './composition.js';
import type { Resolve } from './composition.js';
import { dayFirstDate, integerFormatOnNumber, inventedFormat, numericText, patternForPeople, respeltFormat, unsignedFormat } from './formats.js';
import { exclusiveFlag, misspeltKeyword, wrongDefault } from './keywords.js';
import { valuesInProse } from './known-values.js';
import type { RepairLog } from './repair-log.js';
import { requiredButAbsent, requiredInsideProperty, requiredIsNoList, requiredOnlyBranches } from './required.js';
import { arrayWithoutItems, emptyEnum, emptyType, enumOfOtherType, inventedType, itemsWithoutArray, missingType, propertiesOfNonObject, typeOfExample } from './types.js';

/** A repair looks at one schema, not into it; undefined means that there is nothing to mend. */
export type Repair = (schema: Schema) => Schema | undefined;

/** All repairs of a schema, in their order. Each is counted under its name. */
export const repairs: Readonly<Record<string, Repair>> = {
  'misspelt-keyword': misspeltKeyword,
  'siblings-of-ref': siblingsOfRef,
  'empty-type': emptyType,
  'empty-enum': emptyEnum,
  'invented-type': inventedType,
  'required-only-branches': requiredOnlyBranches,
  'one-of-as-any-of': oneOfAsAnyOf,
  'empty-all-of-member': emptyMember,
  'single-all-of-member': singleMember,
  'items-without-array': itemsWithoutArray,
  'properties-of-non-object': propertiesOfNonObject,
  'missing-type': missingType,
  'type-of-example': typeOfExample,
  'array-without-items': arrayWithoutItems,
  'required-inside-property': requiredInsideProperty,
  'required-is-no-list': requiredIsNoList,
  'required-but-absent': requiredButAbsent,
  'unsigned-format': unsignedFormat,
  'respelt-format': respeltFormat,
  'integer-format-on-number': integerFormatOnNumber,
  'bound-on-items': boundOnItems,
  'bound-of-other-type': boundOfOtherType,
  'crossed-bounds': crossedBounds,
  'exclusive-flag': exclusiveFlag,
  'pattern-for-people': patternForPeople,
  'numeric-text': numericText,
  'day-first-date': dayFirstDate,
  'invented-format': inventedFormat,
  'enum-of-other-type': enumOfOtherType,
  'wrong-default': wrongDefault,
  'values-in-prose': valuesInProse,
};

/** Everything else in a document is prose or for other tools. */
const keptKeywords = [
  'type', 'format', 'enum', 'default', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength',
  'minItems', 'maxItems', 'uniqueItems', 'pattern', 'required',
] as const;

/**
 * Repairs a schema and everything in it, and leaves only what a validator or a type printer reads.
 *
 * @param place says in the report where a repair was needed.
 */
export function normalize(raw: Schema, place: string, log: RepairLog, resolve: Resolve): Schema {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Error(`${place}: a schema was expected, found ${JSON.stringify(raw)}`);
  let schema = raw;
  for (const [name, repair] of Object.entries(repairs)) {
    const mended = repair(schema);
    if (!mended) continue;
    log.note(name, place);
    schema = mended;
  }
  if (schema.$ref) return { $ref: schema.$ref };
  const inside = (part: Schema, step: string) => normalize(part, `${place}/${step}`, log, resolve);
  if (schema.allOf) {
    log.note('all-of-merged', place);
    const members = schema.allOf.map((member, index) => inside(member, `allOf${index}`));
    const { allOf: _members, ...own } = schema;
    return mergeMembers(Object.keys(own).length > 0 ? inside(own, 'own') : {}, members, resolve);
  }
  const result: Schema = {};
  for (const keyword of keptKeywords) if (schema[keyword] !== undefined) result[keyword] = schema[keyword] as never;
  // Written by `values-in-prose` alone; a document's own examples are data of somebody's shop.
  if (schema.examples && schema.examples !== raw.examples) result.examples = schema.examples;
  if (schema.properties) {
    result.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, inside(property, name)]));
  }
  if (schema.items) result.items = inside(schema.items, '[]');
  if (schema.anyOf) result.anyOf = schema.anyOf.map((branch, index) => inside(branch, `anyOf${index}`));
  if (typeof schema.additionalProperties === 'object') result.additionalProperties = inside(schema.additionalProperties, '*');
  return schema.nullable === true ? withNull(result) : result;
}

/** OpenAPI's `nullable` in the words of JSON Schema. */
function withNull(schema: Schema): Schema {
  const values = schema.enum && !schema.enum.includes(null) ? { enum: [...schema.enum, null] } : {};
  if (schema.anyOf) return { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] };
  if (schema.type === undefined) return schema;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return { ...schema, ...values, type: [...new Set([...types, 'null'])] };
}
