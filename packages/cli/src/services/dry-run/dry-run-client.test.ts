import type { WireRequest } from '@occwo/core';
import { createClient } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { dryRunClient } from './dry-run-client.js';
import { replaceFields } from './stand-in.js';
import type { RecordedRequest } from './request-recorder.js';

describe('dryRunClient', () => {
  it('records the real request without a secret and sends it to the stand-in alone', async () => {
    const recorded: RecordedRequest[] = [];
    const sent: WireRequest[] = [];
    const options = dryRunClient({
      marketplace: 'shop', sandboxUrl: 'http://127.0.0.1:9', credentials: { apiKey: 'STAND-IN', shopId: '777' }, own: { apiKey: 'SECRET', shopId: '42' },
      standIn: { adapt: ({ path, body }) => ({ path: path.replace('777', '1'), body: replaceFields(body, { category: 9, list: undefined }) }), directory: () => undefined },
      recorder: (request) => void recorded.push(request),
      transport: async (request) => {
        sent.push(request);
        return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') };
      },
    });
    const client = createClient<object, object>({
      marketplace: 'shop', hosts: { main: 'https://api.example.com' }, limits: {}, paging: {}, schemas: {},
      operations: { goods: { set: 'POST /shops/{shopId}/goods set' } },
      account: () => 'x', authorize: async () => ({ 'api-key': 'SECRET', 'client-id': '777' }), readFailure: () => undefined,
    }, options);
    await client.request('POST /shops/{shopId}/goods', { path: { shopId: '777' }, query: { dry: '1' }, body: { name: 'Чай', items: [{ category: 5, list: [1] }] } });
    expect(recorded).toEqual([{
      marketplace: 'shop', operation: 'goods.set', effect: 'write', method: 'POST', url: 'https://api.example.com/shops/42/goods?dry=1',
      headers: { accept: 'application/json', 'content-type': expect.stringContaining('json'), 'api-key': '***', 'client-id': '42' }, body: '{"name":"Чай","items":[{"category":5,"list":[1]}]}',
    }]);
    expect(sent).toMatchObject([{ url: 'http://127.0.0.1:9/shops/1/goods?dry=1', body: '{"name":"Чай","items":[{"category":9}]}' }]);
    expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('x-occwo-effect');
  });
});
