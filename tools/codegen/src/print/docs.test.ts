import { expect, it } from 'vitest';
import type { Api } from '../apis.js';
import { generate } from '../generate.js';
import { docsOf } from './docs.js';

const api: Api = { id: 'shop', folder: '', files: /./, output: 'packages/shop/src/generated', title: 'ShopMethods', property: 'shop', ownHeaders: [], knownParameters: [] };
const operation = (summary: string, schema: object) => ({
  post: { summary, requestBody: { content: { 'application/json': { schema } } }, responses: { 200: { content: { 'application/json': { schema: { type: 'object', properties: { items: { type: 'array', items: { type: 'string' } }, cursor: { type: 'string' } } } } } } } },
});
const paths = {
  '/v1/item/list': operation('Список | перечень', { type: 'object', properties: { cursor: { type: 'string' }, limit: { type: 'integer', maximum: 100 } } }),
  '/v1/item/update': operation('Изменить товар', { type: 'object', properties: { items: { type: 'array', maxItems: 50, items: { type: 'string' } } } }),
};

it('prints a row an operation with what is true about it', () => {
  const generated = generate({
    api,
    documents: [{ file: 'shop.json', content: { servers: [{ url: 'https://shop.example' }], paths, components: { schemas: {} } } }],
    overlay: {
      limits: { all: '10/s; default' }, defaultLimit: 'all',
      operations: {
        'POST /v1/item/list': { kind: 'read', name: 'items.list', page: 'cursor cursor>cursor items=items size=limit:100 end=empty-cursor' },
        'POST /v1/item/update': { kind: 'set', name: 'items.update', limit: 'all+1/min', batch: 'items:50', off: '2026-08-31', by: 'items.list' },
      },
    },
    lock: {},
  });
  const page = docsOf([{ api, generated }]).get('shop.md')?.split('\n');
  expect(page).toContain('| *all* | 10/s | default |');
  expect(page).toContain('| `list` | Список \\| перечень | `POST /v1/item/list` | read | *all* |  | cursor, 100 |  |');
  expect(page).toContain('| `update` | Изменить товар | `POST /v1/item/update` | set | *all*; 1/min | 50 in `items` |  | 2026-08-31 → `items.list` |');
});
