import { describe, expect, it } from 'vitest';
import type { Schema } from '../model.js';
import { normalize, repairs } from './normalize.js';
import { RepairLog } from './repair-log.js';

const definitions: Record<string, Schema> = {
  Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
  Money: { type: 'object', properties: { value: { type: 'string' } } },
};

function repair(schema: unknown): { schema: Schema; counts: Record<string, number> } {
  const log = new RepairLog();
  const result = normalize(schema as Schema, 'here', log, (reference) => definitions[reference.replace('#/$defs/', '')] as Schema);
  return { schema: result, counts: log.counts() };
}

/** Name of the repair, what the document says, what is left of it. */
const cases: readonly [name: string, document: unknown, repaired: Schema][] = [
  ['misspelt-keyword', { ype: 'string', foramt: 'date' }, { type: 'string', format: 'date' }],
  ['siblings-of-ref', { $ref: '#/$defs/Money', description: 'in roubles' }, { $ref: '#/$defs/Money' }],
  ['siblings-of-ref', { $ref: '#/$defs/Money', nullable: true }, { anyOf: [{ $ref: '#/$defs/Money' }, { type: 'null' }] }],
  ['empty-type', { type: null }, {}],
  ['empty-enum', { type: 'string', enum: null }, { type: 'string' }],
  ['invented-type', { type: 'timestamp' }, { type: 'string', format: 'date-time' }],
  ['invented-type', { type: 'array of strings' }, { type: 'array', items: { type: 'string' } }],
  [
    'required-only-branches',
    { type: 'object', properties: { sku: { type: 'integer' } }, oneOf: [{ title: 'sku', required: ['sku'] }, { required: ['offer_id'] }] },
    { type: 'object', properties: { sku: { type: 'integer' } } },
  ],
  ['one-of-as-any-of', { oneOf: [{ type: 'string' }, { type: 'integer' }] }, { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
  ['one-of-as-any-of', { oneOf: [{ type: 'string' }] }, { type: 'string' }],
  ['empty-all-of-member', { allOf: [{ $ref: '#/$defs/Base' }, {}, { description: 'x' }] }, { $ref: '#/$defs/Base' }],
  ['single-all-of-member', { allOf: [{ $ref: '#/$defs/Base' }], nullable: true }, { anyOf: [{ $ref: '#/$defs/Base' }, { type: 'null' }] }],
  ['items-without-array', { items: { type: 'string' } }, { type: 'array', items: { type: 'string' } }],
  ['properties-of-non-object', { type: 'string', properties: { a: { type: 'string' } } }, { type: 'object', properties: { a: { type: 'string' } } }],
  ['missing-type', { properties: { a: { type: 'string' } } }, { type: 'object', properties: { a: { type: 'string' } } }],
  ['missing-type', { enum: ['A', 'B'] }, { type: 'string', enum: ['A', 'B'] }],
  ['type-of-example', { example: 17 }, { type: 'integer' }],
  ['array-without-items', { type: 'array' }, { type: 'array', items: {} }],
  [
    'required-inside-property',
    { type: 'object', properties: { limit: { type: 'integer', required: true }, page: { type: 'integer', required: false } } },
    { type: 'object', required: ['limit'], properties: { limit: { type: 'integer' }, page: { type: 'integer' } } },
  ],
  ['required-is-no-list', { type: 'string', required: true }, { type: 'string' }],
  [
    'required-but-absent',
    { type: 'object', required: ['a', 'quant_size'], properties: { a: { type: 'string' } } },
    { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
  ],
  ['unsigned-format', { type: 'integer', format: 'uint64' }, { type: 'integer', format: 'int64', minimum: 0 }],
  ['respelt-format', { type: 'string', format: 'UUID' }, { type: 'string', format: 'uuid' }],
  ['integer-format-on-number', { type: 'number', format: 'int32' }, { type: 'integer', format: 'int32' }],
  ['bound-on-items', { type: 'array', items: { type: 'object', minimum: 1, maximum: 30 } }, { type: 'array', items: { type: 'object' }, minItems: 1, maxItems: 30 }],
  ['bound-of-other-type', { type: 'array', items: { type: 'integer' }, maximum: 200 }, { type: 'array', items: { type: 'integer' }, maxItems: 200 }],
  ['bound-of-other-type', { type: 'string', minimum: 2, maximum: 5000 }, { type: 'string', minLength: 2, maxLength: 5000 }],
  ['bound-of-other-type', { type: 'object', properties: {}, maxItems: 3 }, { type: 'object', properties: {} }],
  ['crossed-bounds', { type: 'integer', minimum: 10, maximum: 1 }, { type: 'integer', maximum: 1 }],
  ['exclusive-flag', { type: 'number', minimum: 0, exclusiveMinimum: true }, { type: 'number', exclusiveMinimum: 0 }],
  ['pattern-for-people', { type: 'string', pattern: '+7(XXX)XXX-XX-XX' }, { type: 'string' }],
  ['pattern-for-people', { type: 'string', pattern: ' YYYY-MM-DD' }, { type: 'string' }],
  ['pattern-for-people', { type: 'string', pattern: '^[[a-zA-Z0-9]- ]*$' }, { type: 'string' }],
  ['numeric-text', { type: 'string', format: 'uint64' }, { type: ['string', 'integer'], format: 'int64' }],
  ['day-first-date', { type: 'string', format: 'date', description: 'Формат даты: `ДД-ММ-ГГГГ`.' }, { type: 'string', format: 'date-dd-MM-yyyy' }],
  ['invented-format', { type: 'string', format: 'date (dd.mm.yyyy)' }, { type: 'string' }],
  ['enum-of-other-type', { type: 'integer', enum: ['1', '2'] }, { type: 'integer', enum: [1, 2] }],
  ['wrong-default', { type: 'array', items: { type: 'string' }, default: 'ALL' }, { type: 'array', items: { type: 'string' } }],
  ['wrong-default', { type: 'string', enum: ['A'], default: 'B' }, { type: 'string', enum: ['A'] }],
  ['values-in-prose', { type: 'string', description: 'Status:\n- `new` — fresh,\n- `done` — over.' }, { type: 'string', examples: ['new', 'done'] }],
];

describe('repairs', () => {
  it.each(cases)('%s mends %j', (name, document, repaired) => {
    const { schema, counts } = repair(document);
    expect(schema).toEqual(repaired);
    expect(counts[name]).toBe(1);
  });

  it('has a case for every repair', () => {
    expect(Object.keys(repairs).filter((name) => !cases.some(([each]) => each === name))).toEqual([]);
  });

  it('leaves a sound schema alone, without its prose', () => {
    const sound = { type: 'object', description: 'd', required: ['a'], properties: { a: { type: 'string', pattern: '^[A-Z]{2}$', example: 'RU' } } };
    expect(repair(sound)).toEqual({ schema: { type: 'object', required: ['a'], properties: { a: { type: 'string', pattern: '^[A-Z]{2}$' } } }, counts: {} });
  });

  it('merges the members of allOf into one object', () => {
    const { schema, counts } = repair({ allOf: [{ $ref: '#/$defs/Base' }, { required: ['name'], properties: { name: { type: 'string' } } }] });
    expect(schema).toEqual({ type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer' }, name: { type: 'string' } } });
    expect(counts['all-of-merged']).toBe(1);
  });

  it('writes nullable the way of JSON Schema', () => {
    expect(repair({ type: 'string', enum: ['A'], nullable: true }).schema).toEqual({ type: ['string', 'null'], enum: ['A', null] });
  });

  it('keeps a property that is called like a keyword', () => {
    const document = { type: 'object', properties: { format: { type: 'string' }, example: { type: 'string' } } };
    expect(repair(document).schema).toEqual(document);
  });

  it('keeps what tells day first from year first', () => {
    for (const format of ['date', 'date-dd-MM-yyyy', 'date-dd-MM-yyyy-HH-mm-ss']) {
      expect(repair({ type: 'string', format, description: 'Формат даты: `ГГГГ-ММ-ДД`.' })).toEqual({ schema: { type: 'string', format }, counts: {} });
    }
  });

  it('stops at a type that nobody knows', () => {
    expect(() => repair({ type: 'decimal' })).toThrow('type "decimal" is not known');
  });
});
