import { describe, expect, it } from 'vitest';
import { wrapArrays } from './arrays.js';
import { widenBigIntegers } from './big-integers.js';
import { RepairLog } from './repair-log.js';

describe('repairs that the overlay asks for', () => {
  it('lets text stand for integers beyond 2^53, under their name only', () => {
    const log = new RepairLog();
    const schema = { type: 'object', properties: { message_id: { type: 'integer', format: 'int64' }, sku: { type: 'integer', format: 'int64' } } };
    expect(widenBigIntegers(schema, new Set(['message_id']), log, 'Message').properties).toEqual({
      message_id: { type: ['integer', 'string'], format: 'int64' },
      sku: { type: 'integer', format: 'int64' },
    });
    expect(log.places('big-integer')).toEqual(['Message/message_id']);
  });

  it('reaches the items of an array through the name of the array', () => {
    const schema = { type: 'object', properties: { ids: { type: 'array', items: { type: 'integer' } } } };
    expect(widenBigIntegers(schema, new Set(['ids']), new RepairLog(), 'X').properties?.ids?.items?.type).toEqual(['integer', 'string']);
  });

  it('makes an array of what was documented as one object, and names a place that is gone', () => {
    const definitions = { Reply: { type: 'object', properties: { returns: { $ref: '#/$defs/Return' } } } };
    expect(wrapArrays(definitions, ['Reply.returns'], new RepairLog()).Reply?.properties?.returns).toEqual({ type: 'array', items: { $ref: '#/$defs/Return' } });
    expect(() => wrapArrays(definitions, ['Reply.gone'], new RepairLog())).toThrow('Reply.gone is in no document');
  });
});
