import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Metrics } from './metrics.js';

export interface HttpRequest {
  /** The parts of the path that the route left open. */
  readonly parameters: readonly string[];
  readonly body: unknown;
  /** The caller's idempotency key; empty if it sent none. */
  readonly key: string;
}

export interface HttpReply {
  readonly status: number;
  readonly body?: unknown;
}

/** `POST /withdrawals`, `DELETE /withdrawals/:key` → what answers it. */
export type Routes = Readonly<Record<string, (request: HttpRequest) => Promise<HttpReply>>>;

export interface RunningService {
  readonly name: string;
  readonly url: string;
  stop(): Promise<void>;
}

/** Carries the id from service to service, on requests and on messages. */
export const correlationHeader = 'x-correlation-id';

const correlation = new AsyncLocalStorage<string>();

/** The id under which everything that one order causes is logged, in every service. */
export const correlationId = (): string => correlation.getStore() ?? 'none';

export const withCorrelation = <Result>(id: string, work: () => Result): Result => correlation.run(id, work);

/** One JSON line, with the service and the correlation id. */
export function log(service: string, message: string, fields: object = {}): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), service, correlation: correlationId(), message, ...fields })}\n`);
}

/** A small HTTP service: routes, correlation, a log line and a metric a request. */
export async function startHttpService(name: string, port: number, routes: Routes, stop: () => Promise<void>): Promise<RunningService> {
  const metrics = new Metrics(name);
  const table = Object.entries(routes).map(([route, handler]) => {
    const [method = '', pattern = ''] = route.split(' ');
    return { route, method, pattern: new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`), handler };
  });

  const answer = async (request: IncomingMessage): Promise<HttpReply & { route: string }> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/metrics') return { route: 'metrics', status: 200, body: metrics.text() };
    for (const { route, method, pattern, handler } of table) {
      const match = method === request.method ? pattern.exec(path) : null;
      if (!match) continue;
      const parameters = match.slice(1).map(decodeURIComponent);
      const key = String(request.headers['idempotency-key'] ?? '');
      return { route, ...(await handler({ parameters, key, body: await readJson(request) })) };
    }
    return { route: 'none', status: 404, body: { error: 'no such route' } };
  };

  const server = createServer((request, response) => {
    const started = performance.now();
    const id = String(request.headers[correlationHeader] ?? request.headers['idempotency-key'] ?? randomUUID());
    void withCorrelation(id, async () => {
      const reply = await answer(request).catch((error: Error) => ({ route: 'error', status: 500, body: { error: error.message } }));
      const milliseconds = performance.now() - started;
      metrics.count(reply.route, reply.status, milliseconds);
      if (reply.route !== 'metrics') log(name, reply.route, { status: reply.status, milliseconds: Math.round(milliseconds) });
      const isText = typeof reply.body === 'string';
      response.writeHead(reply.status, { 'content-type': isText ? 'text/plain' : 'application/json', [correlationHeader]: id });
      response.end(isText ? reply.body : JSON.stringify(reply.body ?? {}));
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  log(name, 'listening', { url });
  return {
    name,
    url,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await stop();
    },
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : undefined;
}
