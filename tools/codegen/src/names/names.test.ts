import { describe, expect, it } from 'vitest';
import type { Overlay } from '../overlay/read-overlay.js';
import { deriveName } from './derive.js';
import { resolveNames } from './lock.js';
import { camelCase, pascalCase, singular } from './words.js';

const neighbours = new Map([
  ['POST /v3/product/list', 'products.list'],
  ['POST /v1/product/import/info', 'products.importInfo'],
  ['POST /v1/warehouse/fbs/create', 'fbsWarehouses.create'],
]);
const overlay = (operations: Overlay['operations'] = {}): Overlay => ({ limits: {}, operations });

describe('words', () => {
  it.each([
    ['products', 'product'], ['categories', 'category'], ['boxes', 'box'], ['cargoes', 'cargo'], ['passes', 'pass'], ['prices', 'price'],
    ['statuses', 'status'], ['warehouses', 'warehouse'], ['news', 'news'], ['statistics', 'statistics'], ['address', 'address'],
  ])('%s → %s', (plural, one) => expect(singular(plural)).toBe(one));

  it('joins what is no identifier', () => {
    expect(pascalCase('posting.v4.PostingFbs-list')).toBe('PostingV4PostingFbsList');
    expect(camelCase('search-promo')).toBe('searchPromo');
  });
});

describe('names', () => {
  it.each([
    ['POST /v1/product/timeslot/update', 'products.updateTimeslot'],
    ['POST /v1/warehouse/fbs/courier/cancel', 'fbsWarehouses.cancelCourier'],
    ['POST /v4/product/list', 'products.listV4'],
    ['GET /api/v1/parcels', 'parcels.get'],
    ['DELETE /v1/product/tags', 'products.deleteTags'],
  ])('%s → %s', (route, name) => expect(deriveName(route, neighbours, new Set(neighbours.values()))).toBe(name));

  it('takes locked names first, then the overlay, then the rule', () => {
    const lock = resolveNames(['POST /v3/product/list', 'POST /v9/a', 'POST /v1/product/tag/set'], overlay({ 'POST /v9/a': { kind: 'read', name: 'letters.first' } }), { 'POST /v3/product/list': 'products.list' });
    expect(lock).toEqual({ 'POST /v3/product/list': 'products.list', 'POST /v9/a': 'letters.first', 'POST /v1/product/tag/set': 'products.setTag' });
  });

  it('keeps the names of routes that are gone, so that nobody gets them again', () => {
    const lock = { 'POST /v1/old/list': 'olds.list' };
    expect(resolveNames(['POST /v2/old/list'], overlay(), lock)).toEqual({ ...lock, 'POST /v2/old/list': 'olds.listV2' });
  });

  it('never renames, never gives a name twice', () => {
    const renamed = overlay({ 'POST /v3/product/list': { kind: 'read', name: 'products.find' } });
    expect(() => resolveNames(['POST /v3/product/list'], renamed, { 'POST /v3/product/list': 'products.list' })).toThrow('locked as products.list');
    const doubled = overlay({ 'POST /b': { kind: 'read', name: 'products.list' } });
    expect(() => resolveNames(['POST /b'], doubled, { 'POST /a': 'products.list' })).toThrow('the name products.list is taken');
  });
});
