import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from 'amqplib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serviceNames } from './services.js';
import type { ServiceName } from './services.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const main = fileURLToPath(new URL('main.ts', import.meta.url));
const postgres = process.env['OCCWO_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/test';
const rabbitmq = process.env['OCCWO_TEST_RABBITMQ'] ?? 'amqp://guest:guest@127.0.0.1:5672';

const listens = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false)).once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
const hasServers = (await listens(postgres)) && (await listens(rabbitmq));
if (!hasServers && process.env['CI'] === 'true') throw new Error('PostgreSQL and RabbitMQ have to be there in CI');
if (!hasServers) process.stderr.write('PostgreSQL or RabbitMQ does not answer: the order flow is tested embedded only\n');

/** The five services, each a process that can be killed. */
class Shop {
  private readonly processes = new Map<ServiceName, ChildProcess>();
  readonly lines: { service: string; correlation: string; message: string }[] = [];
  private readonly first = 20_000 + (randomBytes(2).readUInt16BE() % 20_000);

  constructor(private readonly flags: readonly string[], private readonly topic: string) {}

  async start(name: ServiceName): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', main, '--service', name, '--port', String(this.first), ...this.flags], {
      cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ORDER_TOPIC: this.topic },
    });
    this.processes.set(name, child);
    child.stdout.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n')) if (line.startsWith('{') && line.endsWith('}')) this.lines.push(JSON.parse(line));
    });
    await vi.waitFor(() => this.get(name, '/metrics'), { timeout: 90_000, interval: 50 });
  }

  async kill(name: ServiceName, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.processes.get(name);
    const ended = new Promise((resolve) => child?.once('close', resolve));
    child?.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.processes.keys()].map((name) => this.kill(name, 'SIGTERM')));
  }

  private url(name: ServiceName, route: string): string {
    return `http://127.0.0.1:${this.first + serviceNames.indexOf(name)}${route}`;
  }

  async get<Reply>(name: ServiceName, route: string): Promise<Reply> {
    const response = await fetch(this.url(name, route));
    const text = await response.text();
    return (text.startsWith('{') ? JSON.parse(text) : text) as Reply;
  }

  /** Orders, as a caller does that tries again until it is answered. */
  order(key: string, fields: object = {}, headers: Record<string, string> = {}): Promise<number> {
    const body = JSON.stringify({ customer: 'anna', amount: 1_000, article: 'lamp', quantity: 1, address: 'street 1', ...fields });
    return vi.waitFor(async () => {
      const response = await fetch(this.url('order', '/orders'), { method: 'POST', headers: { 'idempotency-key': key, 'content-type': 'application/json', ...headers }, body });
      expect(response.status).toBeLessThan(500);
      return response.status;
    }, { timeout: 30_000, interval: 100 });
  }

  ends(key: string, status: 'CONFIRMED' | 'FAILED'): Promise<void> {
    return vi.waitFor(async () => expect(await this.get('order', `/orders/${key}`)).toMatchObject({ status }), { timeout: 40_000, interval: 50 });
  }
}

function orderFlow(name: string, make: () => { flags: string[]; topic: string; remove: () => Promise<void> }): void {
  describe(name, () => {
    let shop: Shop;
    let remove: () => Promise<void>;
    beforeAll(async () => {
      const made = make();
      shop = new Shop(made.flags, made.topic);
      remove = made.remove;
      await Promise.all(serviceNames.map((service) => shop.start(service)));
    }, 180_000);
    afterAll(async () => {
      await shop.stop();
      await remove();
    });

    it('confirms an order, once for its key', async () => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => shop.order('first')));
      expect(answers.sort()).toEqual([200, 200, 200, 200, 201]);
      await shop.ends('first', 'CONFIRMED');
      // NEW, PROCESSING, PAID, ITEMS_RESERVED, DELIVERY_BOOKED, CONFIRMED: each once, each over the version that was read.
      expect(await shop.get('order', '/orders/first')).toMatchObject({ version: 6, saga: 'completed' });
      expect(await shop.order('first')).toBe(200);
      expect(await shop.order('first', { amount: 2_000 })).toBe(409);
      expect(await shop.get('billing', '/accounts/anna')).toEqual({ balance: 99_000 });
      expect(await shop.get('warehouse', '/stock/lamp')).toEqual({ available: 9 });
      expect(await shop.get('delivery', '/bookings')).toEqual({ booked: ['first'] });
      await vi.waitFor(async () => expect(await shop.get('notification', '/notifications/first')).toEqual({ told: expect.arrayContaining(['PAID', 'CONFIRMED']) }), { timeout: 10_000 });
      for (const service of ['order', 'billing', 'warehouse', 'delivery', 'notification']) {
        expect(shop.lines.some((line) => line.service === service && line.correlation === 'first'), service).toBe(true);
      }
      expect(await shop.get('billing', '/metrics')).toContain('http_requests_total{service="billing",route="POST /withdrawals",status="201"} 1');
    });

    it('logs all that an order causes under the caller\'s correlation id, in every service', async () => {
      await shop.order('traced', { customer: 'gleb', article: 'table' }, { 'x-correlation-id': 'trace-7' });
      await shop.ends('traced', 'CONFIRMED');
      const logged = () => new Set(shop.lines.filter(({ correlation }) => correlation === 'trace-7').map(({ service }) => service));
      await vi.waitFor(() => expect([...logged()].sort()).toEqual(['billing', 'delivery', 'notification', 'order', 'warehouse']), { timeout: 10_000 });
      expect(shop.lines.some(({ correlation }) => correlation === 'traced')).toBe(false);
    });

    it('measures each service by itself', async () => {
      for (const [service, route] of [['order', 'POST /orders'], ['billing', 'POST /withdrawals'], ['warehouse', 'POST /reservations'], ['delivery', 'POST /bookings']] as const) {
        const text = await shop.get<string>(service, '/metrics');
        expect(text).toContain(`http_requests_total{service="${service}",route="${route}",status="201"}`);
        expect(text).toContain(`http_request_seconds_sum{service="${service}",route="${route}",status="201"}`);
      }
    });

    it.each(['billing', 'warehouse'] as const)('takes back all that was done when %s is killed while the order goes back', { timeout: 120_000 }, async (victim) => {
      const keys = Array.from({ length: 4 }, (_, n) => `back-${victim}-${n}`);
      const [customer, article] = [`back-${victim}`, `shelf-${victim}`];
      await Promise.all(keys.map((key) => shop.order(key, { customer, article, address: 'moon 2' })));
      const refused = () => shop.lines.some(({ service, message, correlation }) => service === 'delivery' && message === 'POST /bookings' && keys.includes(correlation));
      await vi.waitFor(() => expect(refused()).toBe(true), { timeout: 20_000, interval: 2 });
      await shop.kill(victim);
      await shop.start(victim);
      await Promise.all(keys.map((key) => shop.ends(key, 'FAILED')));
      expect(await shop.get('billing', `/accounts/${customer}`)).toEqual({ balance: 100_000 });
      expect(await shop.get('warehouse', `/stock/${article}`)).toEqual({ available: 10 });
      for (const key of keys) {
        await vi.waitFor(async () => expect(await shop.get('notification', `/notifications/${key}`)).toEqual({ told: expect.arrayContaining(['PAID', 'FAILED']) }), { timeout: 20_000 });
      }
    });

    it.each([
      ['no money', { customer: 'poor', amount: 200_000 }, 'not enough money'],
      ['no stock', { customer: 'boris', article: 'none-left' }, 'none-left is out of stock'],
      ['no courier', { customer: 'vera', address: 'moon 1', article: 'chair' }, 'no courier goes to moon 1'],
    ])('takes everything back when there is %s', async (key, fields, error) => {
      const id = key.replace(' ', '-');
      await shop.order(id, fields);
      await shop.ends(id, 'FAILED');
      await vi.waitFor(async () => expect(await shop.get('order', `/orders/${id}`)).toMatchObject({ saga: 'compensated', error }), { timeout: 10_000 });
      expect(await shop.get('billing', `/accounts/${(fields as { customer: string }).customer}`)).toEqual({ balance: 100_000 });
      expect(await shop.get('warehouse', '/stock/chair')).toEqual({ available: 10 });
      await vi.waitFor(async () => expect(await shop.get('notification', `/notifications/${id}`)).toMatchObject({ told: expect.arrayContaining(['FAILED']) }), { timeout: 10_000 });
    });

    it.each(['billing', 'warehouse', 'delivery', 'notification', 'order'] as const)('loses and doubles nothing when %s is killed in the middle', { timeout: 120_000 }, async (victim) => {
      const keys = Array.from({ length: 8 }, (_, n) => `kill-${victim}-${n}`);
      const article = `book-${victim}`;
      const ordering = Promise.all(keys.map((key) => shop.order(key, { customer: victim, article })));
      await vi.waitFor(() => expect(shop.lines.some((line) => line.correlation === keys[0])).toBe(true), { timeout: 20_000, interval: 2 });
      await shop.kill(victim);
      await shop.start(victim);
      await ordering;
      await Promise.all(keys.map((key) => shop.ends(key, 'CONFIRMED')));
      expect(await shop.get('billing', `/accounts/${victim}`)).toEqual({ balance: 100_000 - 8 * 1_000 });
      expect(await shop.get('warehouse', `/stock/${article}`)).toEqual({ available: 2 });
      const { booked } = await shop.get<{ booked: string[] }>('delivery', '/bookings');
      expect(booked.filter((key) => key.startsWith(`kill-${victim}-`))).toHaveLength(8);
      for (const key of keys) {
        await vi.waitFor(async () => expect(await shop.get('notification', `/notifications/${key}`)).toEqual({ told: expect.arrayContaining(['PAID', 'CONFIRMED']) }), { timeout: 20_000 });
      }
    });
  });
}

orderFlow('the order flow, embedded', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-order-'));
  return { flags: ['--folder', folder], topic: 'order.notifications', remove: async () => rmSync(folder, { recursive: true }) };
});

describe.skipIf(!hasServers)('with servers', () => {
  orderFlow('the order flow on PostgreSQL and RabbitMQ', () => {
    const prefix = `order_${randomBytes(4).toString('hex')}`;
    return {
      flags: ['--postgres', postgres, '--rabbitmq', rabbitmq, '--prefix', prefix],
      topic: `${prefix}.notifications`,
      remove: async () => {
        const client = new pg.Client({ connectionString: postgres });
        await client.connect();
        for (const service of serviceNames) await client.query(`drop schema if exists ${prefix}_${service} cascade`);
        await client.end();
        const broker = await connect(rabbitmq);
        const channel = await broker.createChannel();
        for (const end of ['', '.dead']) await channel.deleteQueue(`${prefix}.notifications.notification${end}`);
        await broker.close();
      },
    };
  });
});
