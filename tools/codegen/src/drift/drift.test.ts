import { describe, expect, it } from 'vitest';
import type { Api } from '../apis.js';
import { readOperations } from '../documents/read-operations.js';
import { RepairLog } from '../repairs/repair-log.js';
import { compare } from './compare.js';
import { describeDrift } from './describe.js';

const api: Api = { id: 'shop', folder: '', files: /./, output: '', title: 'ShopMethods', property: 'shop', ownHeaders: [], knownParameters: [] };

/** An edition of one operation, with the body's and the reply's properties given. */
function edition(body: object, reply: object, extra: Record<string, object> = {}, flags: object = {}) {
  const operation = (properties: object, answer: object) => ({
    post: {
      summary: 'x', ...flags,
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', ...properties } } } },
      responses: { 200: { content: { 'application/json': { schema: { type: 'object', ...answer } } } } },
    },
  });
  const content = { servers: [{ url: 'https://shop.example' }], paths: { '/v1/item': operation(body, reply), ...extra } };
  return readOperations(api, [{ file: 'shop.json', content }], new RepairLog());
}
const string = { type: 'string' };
const base = edition({ required: ['id'], properties: { id: string, state: { type: 'string', enum: ['A', 'B'] } } }, { properties: { total: { type: 'integer' } } });
const whats = (after: ReturnType<typeof edition>) => compare(base, after).changed.map(({ what, step }) => `${step}: ${what}`);

describe('drift between two editions', () => {
  it('finds nothing between equal ones', () => {
    expect(compare(base, base)).toEqual({ added: [], removed: [], sunset: [], changed: [], step: 'none' });
  });

  it('tells what breaks a request', () => {
    const after = edition({ required: ['id', 'shop'], properties: { id: { type: 'integer' }, shop: string, state: { type: 'string', enum: ['A'] } } }, { properties: { total: { type: 'integer' } } });
    expect(whats(after)).toEqual(['major: body.id string → integer', 'major: body.state no longer takes B', 'major: body.shop is new and required']);
    expect(compare(base, after).step).toBe('major');
  });

  it('takes additions for a minor step', () => {
    const after = edition(
      { required: ['id'], properties: { id: string, page: { type: 'integer' }, state: { type: 'string', enum: ['A', 'B', 'C'] } } },
      { required: ['total'], properties: { total: { type: 'integer' }, rest: string } },
      { '/v1/more': { get: { summary: 'y', responses: { 204: {} } } } },
    );
    expect(whats(after).sort()).toEqual(['minor: body.page is new', 'minor: body.state takes C', 'minor: reply.rest is new']);
    expect(compare(base, after)).toMatchObject({ added: ['GET /v1/more'], step: 'minor' });
  });

  it('notices what is gone and what is newly deprecated', () => {
    const withMore = edition({ properties: {} }, {}, { '/v1/more': { get: { summary: 'y', responses: { 204: {} } } } });
    expect(compare(withMore, edition({ properties: {} }, {}))).toMatchObject({ removed: ['GET /v1/more'], step: 'major' });
    const sunset = edition({ required: ['id'], properties: { id: string, state: { type: 'string', enum: ['A', 'B'] } } }, { properties: { total: { type: 'integer' } } }, {}, { deprecated: true });
    expect(compare(base, sunset)).toMatchObject({ sunset: ['POST /v1/item'], changed: [], step: 'minor' });
  });

  it('reads as text', () => {
    const after = edition({ properties: { id: string } }, { properties: { total: { type: 'integer' } } });
    expect(describeDrift('shop', compare(base, after))).toBe(
      'shop: asks for a major version\n  changed 1:\n    POST /v1/item\n      body.id is optional now\n      body.state is gone (breaks)',
    );
  });
});
