import { axiosTransport } from '../transport/axios-transport.js';
import { memoryLimiter } from '../limits/memory-limiter.js';
import type { LimitState } from '../limits/limiter.js';
import { silentLogger } from '../log/logger.js';
import type { FileReply } from '../files/file-reply.js';
import { paginate } from '../paging/paginate.js';
import type { Call, CallParameters } from '../pipeline/call.js';
import { pipeline } from '../pipeline/pipeline.js';
import type { BreakerState, StageContext } from '../pipeline/stage-context.js';
import { systemClock } from '../time/clock.js';
import { systemRandom } from '../time/random.js';
import type { ApiDefinition } from './api-definition.js';
import type { CallOptions, PagingOptions } from './call-options.js';
import type { ClientOptions } from './client-options.js';
import { fileCalls } from './file-calls.js';
import { splitParameters } from './flat-parameters.js';
import type { Operation } from './operation.js';
import { operationIndex } from './operation-index.js';
import { splitRoute } from './route-query.js';

/** Parameters and reply of a route, as `generated/routes.ts` prints them. */
export interface RouteShape {
  readonly path?: unknown;
  readonly query?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly reply?: unknown;
}

/** What every client has beside its grouped methods. */
export interface ClientCore<Routes> {
  /**
   * Calls any route. Known ones are typed by their route; unknown ones work too and count as writes.
   *
   * @example await ozon.request('POST /v3/product/list', { body: { filter: {}, limit: 100 } })
   */
  request<Route extends keyof Routes & string>(
    route: Route, parameters?: Omit<Routes[Route] & RouteShape, 'reply'>, options?: CallOptions,
    // Not `(Routes[Route] & RouteShape)['reply']`: that makes TypeScript resolve every route of the map at each call.
  ): Promise<Routes[Route] extends { reply: infer Reply } ? Reply : unknown>;
  request(route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`, parameters?: CallParameters, options?: CallOptions): Promise<unknown>;
  /**
   * Calls any route whose answer is a file (label, act, workbook, archive), and gives the file as it comes: nothing is held in memory.
   * Refusals are thrown as ever. What a route answers as JSON is read whole before it is handed on.
   *
   * @example
   * const label = await ozon.file('POST /v2/posting/fbs/act/get-pdf', { body: { id: 1 } });
   * await label.saveTo('label.pdf');
   */
  file<Route extends keyof Routes & string>(
    route: Route, parameters?: Omit<Routes[Route] & RouteShape, 'reply'>, options?: CallOptions,
  ): Promise<FileReply>;
  file(route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`, parameters?: CallParameters, options?: CallOptions): Promise<FileReply>;
  /**
   * Fetches a link that an answer holds (a report, a label). Retried and logged as every call, a broken download is taken up again
   * where the store of files can do that; no credential ever goes to another host. Links die, some within minutes.
   *
   * @example
   * const report = await ozon.download('https://files.example/report.csv');
   * for await (const row of report.rows()) console.log(row);
   */
  download(link: string, options?: CallOptions): Promise<FileReply>;
  /** How full the limits are that this client has used so far. */
  limits(): LimitState[];
  /** Which hosts answer (state of their breakers), beside the limits: for a health page. */
  health(): { readonly hosts: Readonly<Record<string, BreakerState>>; readonly limits: LimitState[] };
}

export type Client<Methods, Routes> = Methods & ClientCore<Routes>;

/** Makes the client of one API: grouped methods from its table, `request` for everything else. */
export function createClient<Methods extends object, Routes>(definition: ApiDefinition, options: ClientOptions = {}): Client<Methods, Routes> {
  const context = stageContext(definition, options);
  const operations = operationIndex(definition.operations);
  const handle = pipeline(context);

  const call = (operation: Operation, parameters: CallParameters, callOptions: CallOptions = {}) =>
    handle(newCall(context, operation, parameters, callOptions));
  const method = (operation: Operation) => async (flat?: Record<string, unknown>, callOptions?: CallOptions) =>
    (await call(operation, splitParameters(operation, flat), callOptions)).value;
  const methodAll = (operation: Operation) => (flat?: Record<string, unknown>, { pageSize, cursor, ...rest }: PagingOptions = {}) => {
    const paging = definition.paging[operation.name];
    if (!paging) throw new TypeError(`${operation.name} has no pages`);
    return paginate({ paging, pageSize, cursor, parameters: splitParameters(operation, flat), call: (parameters) => call(operation, parameters, rest) });
  };
  const group = (name: string) => {
    const methods: Record<string, unknown> = {};
    for (const operation of operations.group(name)) {
      const short = operation.name.slice(name.length + 1);
      methods[short] = method(operation);
      if (definition.paging[operation.name]) methods[`${short}All`] = methodAll(operation);
    }
    return methods;
  };

  const client = {
    ...fileCalls(context, operations, (operation, parameters, callOptions, more) => handle({ ...newCall(context, operation, parameters, callOptions), ...more })),
    request: async (given: string, parameters: CallParameters = {}, callOptions?: CallOptions) => {
      const { route, query } = splitRoute(given);
      const withQuery = route === given ? parameters : { ...parameters, query: { ...query, ...parameters.query } };
      return (await call(operations.byRoute(route), withQuery, callOptions)).value;
    },
    limits: () => context.limiter.state(),
    health: () => ({ hosts: Object.fromEntries(context.breakers), limits: context.limiter.state() }),
  };
  for (const name of Object.keys(definition.operations)) lazily(client, name, () => group(name));
  return client as unknown as Client<Methods, Routes>;
}

function newCall({ clock, deadlineMs, definition }: StageContext, operation: Operation, parameters: CallParameters, options: CallOptions): Call {
  const startedAt = clock.monotonic();
  return {
    operation, options, startedAt, attempt: 0, headers: {},
    deadlineAt: startedAt + (options.deadlineMs ?? deadlineMs),
    parameters: definition.pathDefaults ? { ...parameters, path: withDefaults(operation, definition.pathDefaults, parameters.path) } : parameters,
  };
}

/** Fills in the path parameters that the client knows and this operation has. */
function withDefaults(operation: Operation, defaults: NonNullable<ApiDefinition['pathDefaults']>, given: CallParameters['path']): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...given };
  for (const [name, value] of Object.entries(defaults)) {
    if (value !== undefined && filled[name] === undefined && operation.path.includes(`{${name}}`)) filled[name] = value;
  }
  return filled;
}

function stageContext(definition: ApiDefinition, options: ClientOptions): StageContext {
  const clock = options.clock ?? systemClock;
  const { hosts } = options;
  return {
    definition, options, clock,
    hosts: typeof hosts === 'string' ? mapValues(definition.hosts, () => hosts.replace(/\/$/, '')) : { ...definition.hosts, ...hosts },
    random: options.random ?? systemRandom,
    logger: options.logger ?? silentLogger,
    transport: options.transport ?? axiosTransport(),
    limiter: options.limiter ?? memoryLimiter({ clock }),
    retries: options.retries ?? 4,
    timeoutMs: options.timeoutMs ?? 30_000,
    deadlineMs: options.deadlineMs ?? 300_000,
    breakers: new Map(), circuits: new Map(),
    emit: (event) => options.onEvent?.(event),
  };
}

function mapValues<Value>(record: Readonly<Record<string, Value>>, map: (value: Value) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** A property that is made when it is first read: 60 groups of closures would cost every import. */
function lazily(target: object, name: string, make: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true, configurable: true,
    get() {
      const value = make();
      Object.defineProperty(target, name, { value, enumerable: true });
      return value;
    },
  });
}

