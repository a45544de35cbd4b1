import { describe, expect, it } from 'vitest';
import { wrapArrays } from './arrays.js';
import { widenBigIntegers } from './big-integers.js';
import { releaseRequired } from './optional.js';
import { RepairLog } from './repair-log.js';
import { setZeroOr } from './zero-or.js';

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

  it('parts nothing from something, behind a name of its own too, and names a place that is not so', () => {
    const number = { type: 'integer', minimum: 0, maximum: 9999 };
    const definitions = { Bid: number, Item: { type: 'object', properties: { bid: { $ref: '#/$defs/Bid' }, count: number, name: { type: 'string' } } } };
    const { Item, Bid } = setZeroOr(definitions, { 'Item.bid': 50, 'Item.count': 2 }, new RepairLog());
    expect(Item?.properties).toEqual({ bid: { ...number, zeroOrAtLeast: 50 }, count: { ...number, zeroOrAtLeast: 2 }, name: { type: 'string' } });
    expect(Bid).toEqual(number);
    for (const place of ['Item.name', 'Item.gone', 'Gone.bid']) expect(() => setZeroOr(definitions, { [place]: 5 }, new RepairLog())).toThrow(`${place} is no number from 0`);
  });

  it('releases what the prose makes a choice, and names a place where nothing is to release', () => {
    const definitions = { Stock: { type: 'object', required: ['product_id', 'stock'], properties: {} }, One: { type: 'object', required: ['id'], properties: {} } };
    const log = new RepairLog();
    expect(releaseRequired(definitions, ['Stock.product_id', 'One.id'], log)).toEqual({ Stock: { type: 'object', required: ['stock'], properties: {} }, One: { type: 'object', properties: {} } });
    expect(log.places('required-means-optional')).toEqual(['Stock.product_id', 'One.id']);
    expect(() => releaseRequired(definitions, ['Stock.offer_id'], log)).toThrow('Stock.offer_id is not required');
  });
});
