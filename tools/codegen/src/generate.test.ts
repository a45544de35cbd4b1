import { describe, expect, it } from 'vitest';
import type { Api } from './apis.js';
import { generate } from './generate.js';
import type { Overlay } from './overlay/read-overlay.js';

const api: Api = { id: 'shop', folder: '', files: /./, output: '', title: 'ShopMethods', property: 'shop', ownHeaders: ['Api-Key'], knownParameters: ['shopId'] };

const listReply = {
  type: 'object',
  properties: {
    items: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
    cursor: { type: 'string' },
  },
};
const document = (paths: object, schemas: object = {}) => [{ file: 'shop.json', content: { servers: [{ url: 'https://shop.example' }], paths, components: { schemas } } }];
const post = (summary: string, body: unknown, reply: unknown, extra: object = {}) => ({
  post: {
    summary, ...extra,
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: { 200: { content: { 'application/json': { schema: reply } } } },
  },
});
const paths = {
  '/v1/item/list': post('Список товаров', { type: 'object', properties: { cursor: { type: 'string' }, limit: { type: 'integer', maximum: 100 }, state: { type: 'string', enum: ['ON', 'OFF'] } } }, listReply),
  '/v1/{shopId}/item/update': post(
    'Изменить товар',
    { type: 'object', required: ['items'], properties: { items: { type: 'array', maxItems: 50, items: { $ref: '#/components/schemas/Item' } } } },
    { type: 'object' },
    { parameters: [{ name: 'shopId', in: 'path', required: true, schema: { type: 'integer' } }, { name: 'Api-Key', in: 'header', schema: { type: 'string' } }] },
  ),
};
const schemas = { Item: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, state: { type: 'string', enum: ['ON', 'OFF'], description: 'prose' } } } };
const overlay: Overlay = {
  limits: { all: '10/s; default' }, defaultLimit: 'all',
  operations: {
    'POST /v1/item/list': { kind: 'read', name: 'items.list', page: 'cursor cursor>cursor items=items size=limit:100 end=empty-cursor' },
    'POST /v1/{shopId}/item/update': { kind: 'set', name: 'items.update', limit: 'all+1/min', off: '2026-08-31', by: 'items.list' },
  },
};
const run = (changes: Partial<Parameters<typeof generate>[0]> = {}) => generate({ api, documents: document(paths, schemas), overlay, lock: {}, ...changes });

describe('generate', () => {
  const { files, lock } = run();
  const methods = files.get('methods/items.ts') ?? '';

  it('prints rows that leave defaults out', () => {
    expect(files.get('operations.ts')).toContain("list: 'POST /v1/item/list read l=all',");
    expect(files.get('operations.ts')).toContain("update: 'POST /v1/{shopId}/item/update set l=all+~ n=items:50 off=2026-08-31 by=items.list',");
  });

  it('prints a bucket of its own under the operation', () => {
    expect(files.get('limits.ts')).toContain("'items.update': { windows: [{ count: 1, periodMs: 60000 }], source: 'documented' },");
  });

  it('prints methods with flat parameters, an iterator where it pages, and what is true at the cursor', () => {
    expect(methods).toContain('list(params?: ItemListParams, options?: CallOptions): Promise<ItemListReply>;');
    expect(methods).toContain('listAll(params?: ItemListParams, options?: PagingOptions): Pages<ItemListItem, ItemListReply>;');
    expect(methods).toContain('Изменить товар.');
    expect(methods).toContain('@deprecated Off from 2026-08-31; use `items.list`.');
    expect(methods).not.toContain('prose');
  });

  it('lets a client fill in what its options know, and never asks for its own headers', () => {
    expect(methods).toContain('export interface ItemUpdateParams extends ItemUpdateBody {\n  shopId?: number;\n}');
    expect(files.get('schemas/items.json')).toContain('"path":{"type":"object","properties":{"shopId":{"type":"integer"}},"required":["shopId"]}');
  });

  it('types requests closed and replies open, optional and nullable', () => {
    expect(methods).toContain("  state?: 'ON' | 'OFF';");
    expect(methods).toContain("  state?: 'ON' | 'OFF' | OpenString | null;");
    expect(methods).toMatch(/export interface ItemListItem \{\n {2}id\?: NumberOrNull;/);
    expect(methods).toMatch(/ {2}items\?: OrNull<ItemListItem\[\]>;/);
    expect(methods).toContain("import type { NumberOrNull, OpenString, OrNull, StringOrNull } from './shared.js';");
    expect(files.get('methods/shared.ts')).toContain('export type OrNull<Value> = Value | null;');
    expect(files.get('methods/shared.ts')).toContain('export type NumberOrNull = number | null;');
    expect(files.get('methods/shared.ts')).not.toContain('BooleanOrNull');
  });

  it('prints routes by the types of the methods', () => {
    expect(files.get('routes.ts')).toContain("'POST /v1/{shopId}/item/update': { path?: Pick<ItemUpdateParams, 'shopId'>; body: ItemUpdateBody; reply: ItemUpdateReply };");
    expect(files.get('routes.ts')).toMatch(/'POST \/\S+': (Body|OptionalBody|Plain)Route<.*ItemListReply>;/);
  });

  it('names what operations take and give, and no part of it', () => {
    const models = files.get('models.ts') ?? '';
    expect(models).toMatch(/^ {2}ItemListReply,$/m);
    const names = [...models.matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !/(Params|Reply|Body)$/.test(name ?? ''))).toEqual([]);
  });

  it('prints the titles beside the table, for who looks for an operation by words', () => {
    expect(files.get('titles.ts')).toContain("'items.list': 'Список товаров',");
    expect(files.get('operations.ts')).not.toContain('Список');
  });

  it('gives the same text for the same input', () => {
    expect([...run({ lock }).files]).toEqual([...files]);
  });

  it('refuses an operation that nobody classified, a line without an operation, an idle bucket', () => {
    const more = document({ ...paths, '/v1/item/burn': post('Сжечь', { type: 'object' }, { type: 'object' }) }, schemas);
    expect(() => run({ documents: more })).toThrow('POST /v1/item/burn is in no overlay');
    expect(() => run({ documents: document({ '/v1/item/list': paths['/v1/item/list'] }, schemas) })).toThrow('in no document: POST /v1/{shopId}/item/update');
    expect(() => run({ overlay: { ...overlay, limits: { ...overlay.limits, spare: '1/s' } } })).toThrow('limits that no operation pays: spare');
  });

  it('refuses what it cannot read in a document', () => {
    const broken = (path: object) => () => run({ documents: document({ ...paths, '/v1/item/list': path }, schemas) });
    expect(broken({ post: { summary: 'x', responses: { 400: {} } } })).toThrow('no successful response');
    expect(broken(post('x', { type: 'decimal' }, listReply))).toThrow('type "decimal" is not known');
    expect(broken(post('x', { $ref: '#/components/schemas/Gone' }, listReply))).toThrow('component Gone is not in document');
    expect(broken({ post: { summary: 'x', requestBody: { content: { 'text/yaml': {} } }, responses: { 200: {} } } })).toThrow('a body of text/yaml');
  });

  it('refuses paging that points where the reply has nothing', () => {
    const wrong: Overlay = { ...overlay, operations: { ...overlay.operations, 'POST /v1/item/list': { kind: 'read', name: 'items.list', page: 'limit-only items=rows end=short-page' } } };
    expect(() => run({ overlay: wrong })).toThrow('paging.items has no rows in the reply');
  });
});
