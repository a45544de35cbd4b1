import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operationIndex } from '../client/operation-index.js';
import { systemClock } from '../time/clock.js';
import { seededRandom } from '../time/random.js';
import { schemaValidator } from '../validation/schema-validator.js';
import { faultInjector } from './faults.js';
import { parseQuery, parseRequestBody, readBody } from './read-request.js';
import { routeMatcher } from './route-matcher.js';
import type { RouteMatch } from './route-matcher.js';
import type { Sandbox, SandboxContext, SandboxDefinition, SandboxEffect, SandboxOptions, SandboxReply } from './sandbox-definition.js';
import { SandboxLimits } from './sandbox-limits.js';
import { schemaHandler } from './schema-handler.js';
import { writeReply } from './write-reply.js';

/** Starts a marketplace's sandbox on loopback. It answers as the marketplace does: key, route, limit, schema, state. */
export async function startSandbox(definition: SandboxDefinition, options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? systemClock;
  const random = seededRandom(options.seed ?? 1);
  const effects: SandboxEffect[] = [];
  const requests = new Map<string, number>();
  const match = routeMatcher(operationIndex(definition.operations).all());
  const validator = schemaValidator(definition.schemas, { textParameters: true });
  const limits = new SandboxLimits(definition.limits, clock);
  const faults = faultInjector(options.faults ?? [], random);
  const context: SandboxContext = { clock, random, effect: (kind, key, value) => void effects.push({ kind, key, value }) };
  const answerFromSchema = schemaHandler(definition.schemas, random);
  const count = (name: string) => requests.set(name, (requests.get(name) ?? 0) + 1);

  const handle = async (request: IncomingMessage, url: URL, { operation, path }: RouteMatch, account: string, body: unknown): Promise<SandboxReply> => {
    const query = parseQuery(url.searchParams);
    const issues = await validator.request(operation, { path: { ...path }, query: { ...query }, body });
    if (issues.length > 0) return definition.invalidRequest(issues, operation);
    const handler = options.stateless ? undefined : definition.handlers[operation.name];
    if (!handler) return answerFromSchema(operation);
    return handler({ operation, path, query, headers: request.headers, body, account, url: `${base}${prefixOf(operation.host)}` }, context);
  };
  const answer = async (request: IncomingMessage, url: URL, found: RouteMatch | undefined): Promise<SandboxReply> => {
    if (!found) return definition.file?.(url.pathname) ?? definition.notFound();
    const { operation, path } = found;
    const who = definition.authenticate(request.headers, operation);
    if ('refusal' in who) return who.refusal;
    const raw = await readBody(request);
    let body: unknown;
    try {
      body = parseRequestBody(operation, raw);
    } catch {
      return definition.invalidRequest([{ path: 'body', rule: 'must be JSON', found: `${raw.byteLength} bytes of something else` }], operation);
    }
    const gate = options.limits === false ? undefined : limits.enter({ operation, account: who.account, tier: who.tier, path, body });
    if (gate?.refused) return definition.limitReached(gate.state, operation);
    const reply = await handle(request, url, found, who.account, body).catch((error: unknown) => {
      gate?.finish(500, undefined);
      throw error;
    });
    gate?.finish(reply.status, reply.body);
    const headers = gate && definition.limitHeaders?.(gate.state, operation);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };

  const single = definition.hosts.length === 1;
  const prefixOf = (host: string) => (single ? '' : `/${host}`);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const method = request.method ?? 'GET';
    const [host, path] = splitHost(url.pathname);
    // A client that was given one URL for all hosts puts no host in front.
    const found = (!single && match(method, host, path)) || match(method, undefined, url.pathname);
    const name = found?.operation.name ?? `${request.method} ${url.pathname}`;
    const fault = faults(found?.operation.name);
    if (fault?.kind === 'reset-before') return void request.socket.destroy();
    // A 4xx is a refusal: nothing takes effect. All other faults strike when the effect is there.
    const refusal = fault?.kind === 'status' && (fault.status ?? 500) < 500 ? { status: fault.status ?? 400, body: {} } : undefined;
    const reply = refusal ?? (await answer(request, url, found));
    count(reply.status < 400 ? name : `${name}!${reply.status}`);
    writeReply(response, reply, fault);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`sandbox failure: ${String(error)}`);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: base,
    hosts: Object.fromEntries(definition.hosts.map((host) => [host, `${base}${prefixOf(host)}`])),
    effects, requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `/content-api/content/v2/…` → `content-api` and `/content/v2/…`. */
function splitHost(pathname: string): [string, string] {
  const end = pathname.indexOf('/', 1);
  return end < 0 ? [pathname.slice(1), '/'] : [pathname.slice(1, end), pathname.slice(end)];
}
