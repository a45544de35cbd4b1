import { describe, expect, it } from 'vitest';
import { describeLimit, parseLimit } from './limit-text.js';
import { parsePaging } from './paging-text.js';

describe('limit texts', () => {
  it('reads windows, tiers, cost of errors, scope and places at once', () => {
    expect(parseLimit('300/min burst 20; base: 1/h, 5/d; 4xx 10; per campaignId; parallel 4')).toEqual({
      windows: [{ count: 300, periodMs: 60_000, burst: 20 }],
      tiers: { base: [{ count: 1, periodMs: 3_600_000 }, { count: 5, periodMs: 86_400_000 }] },
      clientErrorCost: 10, per: 'campaignId', parallel: 4, source: 'documented',
    });
  });

  it('counts items that are sent or returned', () => {
    expect(parseLimit('10000/min returned result.offers; default')).toEqual({
      windows: [{ count: 10_000, periodMs: 60_000, unit: 'returned', items: 'result.offers' }], source: 'default',
    });
  });

  it('reads several windows of odd length', () => {
    expect(parseLimit('2/min, 50/h, 1/2min').windows.map(({ periodMs }) => periodMs)).toEqual([60_000, 3_600_000, 120_000]);
  });

  it('names what it cannot read', () => {
    expect(() => parseLimit('many/min')).toThrow('"many/min" is no limit');
    expect(() => parseLimit('1/min; parallel none')).toThrow('"parallel none" needs a whole number');
  });

  it('says in words what it read', () => {
    expect(describeLimit(parseLimit('300/min burst 20; base: 1/2h; 4xx 10'))).toBe('300/min (burst 20), base token 1/2 h, an answer 4xx costs 10');
    expect(describeLimit(parseLimit('undocumented'))).toContain('told nowhere');
  });
});

describe('paging texts', () => {
  it('reads cursors with their places, size and end', () => {
    expect(parsePaging('cursor cursor.updatedAt>settings.cursor.updatedAt cursor.nmID>settings.cursor.nmID items=cards size=settings.cursor.limit:100 end=short-page')).toEqual({
      style: 'cursor', items: 'cards', end: 'short-page',
      next: [['cursor.updatedAt', 'settings.cursor.updatedAt'], ['cursor.nmID', 'settings.cursor.nmID']],
      size: { at: 'settings.cursor.limit', max: 100 },
    });
  });

  it('reads offsets in the query, a reply that is the array, a start and a default size', () => {
    expect(parsePaging('offset at=?skip start=0 items= size=?take:5000:1000 end=total:data.total')).toEqual({
      style: 'offset', at: '?skip', start: 0, items: '', size: { at: '?take', max: 5000, default: 1000 }, end: 'total', endAt: 'data.total',
    });
  });

  it.each([
    ['spiral items=a end=total', '"spiral" is no style'],
    ['cursor items=a end=empty-cursor', 'needs FROM>TO'],
    ['page items=a end=short-page', 'needs at='],
    ['limit-only end=short-page', 'needs items='],
    ['limit-only items=a', 'needs end='],
    ['limit-only items=a end=short-page colour=red', '"colour=red" is no part of paging'],
  ])('refuses %s', (text, message) => expect(() => parsePaging(text)).toThrow(message));
});
