import { createServer } from 'node:http2';
import type { Http2Server, ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { checkDefinitions, withRelatives } from './check-definitions.js';
import { makeDesk } from './desk.js';
import type { EndpointOptions } from './endpoint-options.js';
import { outboxObject } from './outbox.js';
import { loadSdk } from './sdk.js';
import { sagaWorkflow } from './workflow.js';

/** What Restate calls: serve it by `listen`, or hand `handler` to an HTTP/2 server of your own. */
export interface RestateEndpoint {
  /** For `http2.createServer` or, with TLS, `http2.createSecureServer`. */
  readonly handler: Parameters<typeof createServer>[1] & object;
  /** The services that it offers: one a saga name, and its outbox. */
  readonly services: readonly string[];
  /** Serves in clear text on the port (0: any free one), for a Restate server beside it. Default host: 127.0.0.1. */
  listen(port: number, host?: string): Promise<Listening>;
}

export interface Listening {
  /** What Restate is told: `http://127.0.0.1:9080`. */
  readonly url: string;
  readonly port: number;
  /** Closes every connection: Restate takes up what was running as soon as somebody listens again. */
  close(): Promise<void>;
}

/**
 * Drives sagas on Restate instead of a database: the definitions are the same, unchanged, and so are the rules.
 * Needs Node.js 22 or newer, and the package `@restatedev/restate-sdk`. Tell Restate where it listens by {@link registerEndpoint}.
 *
 * What differs from `createSagas`:
 * - `delivery: 'tx'` is refused, and a saga cannot be started inside your transaction: use an outbox.
 * - A key is remembered for `retentionMs` after the end; then it starts a new saga.
 * - Times in the journal are the worker's, not a database's.
 * - `concurrency` of a step holds in this process; how many sagas run at once is Restate's setting.
 * - Listing, counting and deleting are Restate's: its SQL, command line and page.
 * - Attempts and waits stay in Restate's own journal until the saga ends: a step that is retried a hundred thousand times makes every
 *   resumption slow.
 * @example
 * const endpoint = await restateEndpoint({ definitions: [publish], queue });
 * const { url } = await endpoint.listen(9080);
 * await registerEndpoint({ admin: 'http://127.0.0.1:9070', url, definitions: [publish] });
 */
export async function restateEndpoint(options: EndpointOptions): Promise<RestateEndpoint> {
  const { queue, retentionMs = 30 * 86_400_000, resumeWithinMs = 5_000, identityKeys = [], log } = options;
  const definitions = withRelatives(options.definitions);
  checkDefinitions(definitions, queue !== undefined);
  const sdk = await loadSdk();
  const desk = makeDesk(sdk, definitions, options);
  const names = [...new Set(definitions.map(({ name }) => name))];
  const workflows = names.map((name) => sagaWorkflow(desk, name, definitions.filter((definition) => definition.name === name), { retentionMs, resumeWithinMs }));
  const outboxes = queue ? names.map((name) => outboxObject(desk, name, queue)) : [];
  const services = [...workflows, ...outboxes];
  const handler = sdk.createEndpointHandler({
    services,
    // Without a connection that stays, every step would be resumed as if its worker had died.
    bidirectional: true,
    ...(identityKeys.length > 0 && { identityKeys: [...identityKeys] }),
    logger: ({ level, replaying, context }, message: unknown) => {
      if (log && !replaying && (level === 'warn' || level === 'error')) log[level](`restate: ${String(message)}`, { target: context?.invocationTarget });
    },
  });
  return { handler, services: services.map(({ name }) => name), listen: (port, host = '127.0.0.1') => listen(createServer(handler), port, host) };
}

async function listen(server: Http2Server, port: number, host: string): Promise<Listening> {
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `http://${host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
}
