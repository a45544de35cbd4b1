import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClientEvent } from '../client/client-event.js';
import { fakeClock } from '../testing/fake-clock.js';
import { alertSink, telegramChannel, webhookChannel } from './index.js';
import type { Alert } from './index.js';

const failed = (operation: string, outcome: string): ClientEvent => ({ type: 'call', operation, outcome, attempts: 3, milliseconds: 1 });
const breaker = (state: 'open' | 'closed'): ClientEvent => ({ type: 'breaker', host: 'content-api', state });

describe('alertSink', () => {
  const collect = () => {
    const alerts: Alert[] = [];
    const clock = fakeClock();
    const sink = alertSink({ source: 'ozon', clock, quietMs: 1000, channels: [async (alert) => void alerts.push(alert)] });
    return { alerts, clock, sink };
  };

  it('tells of breakers, refusals and failures, and of nothing else', () => {
    const { alerts, sink } = collect();
    for (const event of [
      breaker('open'), breaker('closed'), failed('products.list', 'unauthorized'), failed('products.import', 'server-error'),
      failed('products.list', 'ok'), failed('products.list', 'validation'), failed('products.list', 'breaker-open'), failed('products.list', 'rate-limited'),
    ]) sink(event);
    expect(alerts.map(({ severity, text }) => `${severity} ${text}`)).toEqual([
      'critical ozon: host content-api is failing; calls to it are held back',
      'warning ozon: host content-api answers again',
      'critical ozon: products.list was refused: unauthorized',
      'warning ozon: products.import failed after 3 attempts: server-error',
    ]);
  });

  it('does not repeat itself, and says afterwards how often it happened', async () => {
    const { alerts, clock, sink } = collect();
    for (let time = 0; time < 50; time += 1) sink(failed('products.import', 'server-error'));
    expect(alerts).toHaveLength(1);
    await clock.advance(1000);
    sink(failed('products.import', 'server-error'));
    expect(alerts[1]?.text).toContain('(and 49 more times since it was last told)');
  });
});

describe('channels', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  const receiver = async (status: number) => {
    const received: { url: string | undefined; body: unknown }[] = [];
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        received.push({ url: request.url, body: JSON.parse(Buffer.concat(parts).toString()) });
        response.writeHead(status, { 'content-type': 'application/json' }).end('{"ok":true}');
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { received, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  };

  it('speak the Bot API\'s form', async () => {
    const { received, baseUrl } = await receiver(200);
    await telegramChannel({ token: '42:planted', chatId: -100, baseUrl })({ source: 'ozon', severity: 'critical', text: 'ozon: down' });
    expect(received).toEqual([{ url: '/bot42:planted/sendMessage', body: { chat_id: -100, text: '🔴 ozon: down', disable_web_page_preview: true } }]);
  });

  it('post JSON to any address', async () => {
    const { received, baseUrl } = await receiver(204);
    await webhookChannel({ url: `${baseUrl}/hook` })({ source: 'ozon', severity: 'warning', text: 'x' });
    expect(received).toEqual([{ url: '/hook', body: { source: 'ozon', severity: 'warning', text: 'x' } }]);
  });

  it('log a failed delivery without the token, and never fail the call', async () => {
    const { baseUrl } = await receiver(500);
    const lines: string[] = [];
    const note = (message: string, fields?: object) => void lines.push(message + JSON.stringify(fields));
    const delivered = new Promise<void>((resolve) => {
      const channel = telegramChannel({ token: '42:planted', chatId: 1, baseUrl });
      const sink = alertSink({
        source: 'ozon', logger: { debug: note, info: note, warn: (message, fields) => (note(message, fields), resolve()), error: note },
        channels: [channel],
      });
      sink(breaker('open'));
    });
    await delivered;
    expect(lines.join()).toContain('could not be delivered');
    expect(lines.join()).not.toContain('planted');
  });
});
