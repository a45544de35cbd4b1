import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { pushHandler } from './push-handler.js';
import type { PushHandlerOptions } from '@occwo/core/webhooks';
import { createPushReceiver } from './push-receiver.js';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function serve(options: PushHandlerOptions, networks: readonly string[] | false = false): Promise<string> {
  const server = createServer(pushHandler(createPushReceiver({ name: 'Shop', networks }), options));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const ping = JSON.stringify({ notificationType: 'PING', time: '2026-03-01T00:00:00Z' });

describe('pushHandler', () => {
  it('answers PING with JSON', async () => {
    const url = await serve({});
    const reply = await fetch(`${url}/notification`, { method: 'POST', body: ping });
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({ name: 'Shop', version: '1', time: expect.any(String) });
  });

  it('answers on its own path and by POST only', async () => {
    const url = await serve({ path: '/9f8c2b/notification' });
    const status = async (path: string, init?: RequestInit) => (await fetch(url + path, init)).status;
    expect(await status('/9f8c2b/notification?x=1', { method: 'POST', body: ping })).toBe(200);
    expect(await status('/notification', { method: 'POST', body: ping })).toBe(404);
    expect(await status('/9f8c2b/notification')).toBe(405);
  });

  it('refuses a body that no push has', async () => {
    const url = await serve({});
    expect((await fetch(`${url}/notification`, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) })).status).toBe(413);
  });

  it('believes a proxy only where it is told to', async () => {
    const headers = { 'x-real-ip': '5.45.207.9' };
    const from = async (options: PushHandlerOptions) => {
      const url = await serve(options, ['5.45.207.0/25']);
      return (await fetch(`${url}/notification`, { method: 'POST', body: ping, headers })).status;
    };
    expect([await from({}), await from({ address: (request) => String(request.headers['x-real-ip']) })]).toEqual([403, 200]);
  });
});
