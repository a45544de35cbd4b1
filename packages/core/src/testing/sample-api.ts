import type { ApiDefinition } from '../client/api-definition.js';

/** A tiny API for core's own tests: one read, one of each kind of write, a paged list, a batch with counted items. */
export function sampleApi(changes: Partial<ApiDefinition> = {}): ApiDefinition {
  return {
    marketplace: 'sample',
    hosts: { main: 'https://api.sample.test' },
    operations: {
      things: {
        get: 'GET /things/{id} read l=all',
        list: 'POST /things/list read l=all',
        set: 'POST /things/set set l=all n=items:3',
        create: 'POST /things/create create l=all',
        report: 'POST /things/report job l=all off=2026-01-01 by=things.list',
        send: 'POST /things/send set l=all+sent n=items:100',
      },
    },
    limits: {
      all: { windows: [{ count: 10, periodMs: 1000 }], source: 'documented' },
      sent: { windows: [{ count: 5, periodMs: 1000, unit: 'sent', items: 'items' }], source: 'documented' },
    },
    paging: {
      'things.list': { style: 'cursor', items: 'items', next: [['cursor', 'cursor']], size: { at: 'limit', max: 100 }, end: 'empty-cursor' },
    },
    schemas: {
      things: async () => ({
        default: {
          $defs: { Item: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } } },
          operations: {
            set: {
              body: { type: 'object', required: ['items'], properties: { items: { type: 'array', maxItems: 3, items: { $ref: '#/$defs/Item' } } } },
              reply: { type: 'object', properties: { done: { type: 'boolean' } } },
            },
          },
        },
      }),
    },
    account: () => 'seller',
    authorize: async () => ({ 'api-key': 'planted-secret' }),
    readFailure: ({ status, value }) => {
      if (status < 400) return undefined;
      const message = (value as { message?: string } | undefined)?.message ?? `status ${status}`;
      if (status === 429) return { code: 'rate-limited', message, retryAfterMs: 1000 };
      if (status === 401) return { code: 'unauthorized', message };
      return { code: status >= 500 ? 'server-error' : 'invalid-request', message };
    },
    ...changes,
  };
}
