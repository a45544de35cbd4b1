import { ValidationError } from '../errors/local-errors.js';
import { ApiError } from '../errors/api-error.js';
import type { FileReply } from '../files/file-reply.js';
import type { Call, CallParameters } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import type { ParsedReply } from './api-definition.js';
import type { CallOptions } from './call-options.js';
import type { Operation } from './operation.js';
import type { OperationIndex } from './operation-index.js';
import { splitRoute } from './route-query.js';

type Handle = (operation: Operation, parameters: CallParameters, options: CallOptions, more: Pick<Call, 'file' | 'link'>) => Promise<ParsedReply>;

/** No store of files leads on more often. */
const mostRedirects = 5;

/** The two methods of a client that answer files: by route, and by a link out of an answer. */
export function fileCalls(context: StageContext, operations: OperationIndex, handle: Handle) {
  const openLink = async (link: string, options: CallOptions, redirects: number): Promise<FileReply> => {
    const operation = linkOperation(link);
    const ask = (headers?: Readonly<Record<string, string>>) => handle(operation, headers ? { headers } : {}, options, { file: true, link });
    return opened(operation, await ask(), link, options, redirects, ask);
  };
  const opened = async (
    operation: Operation, reply: ParsedReply, address: string, options: CallOptions, redirects: number, ask: (headers: Readonly<Record<string, string>>) => Promise<ParsedReply>,
  ): Promise<FileReply> => {
    const { location } = reply.headers;
    if (reply.status >= 300 && location !== undefined) {
      if (redirects >= mostRedirects) throw endlessRedirects(context, operation, reply);
      return openLink(absolute(location, address), options, redirects + 1);
    }
    const reopen = operation.idempotency === 'read' && operation.method === 'GET'
      ? (offset: number, validator: string) => ask({ range: `bytes=${offset}-`, 'if-range': validator })
      : undefined;
    // Late: most programs fetch no file, and need not load what unpacks and saves one.
    const { openFile } = await import('../files/open-file.js');
    return openFile({ reply, reopen, resumes: options.retries ?? context.retries, signal: options.signal }, address);
  };
  const callRoute = async (route: string, parameters: CallParameters, options: CallOptions): Promise<FileReply> => {
    const operation = operations.byRoute(route);
    const ask = (headers?: Readonly<Record<string, string>>) =>
      handle(operation, headers ? { ...parameters, headers: { ...parameters.headers, ...headers } } : parameters, options, { file: true });
    return opened(operation, await ask(), `${context.hosts[operation.host]}${operation.path}`, options, 0, ask);
  };

  return {
    file(given: string, parameters: CallParameters = {}, options: CallOptions = {}) {
      const { route, query } = splitRoute(given);
      return callRoute(route, route === given ? parameters : { ...parameters, query: { ...query, ...parameters.query } }, options);
    },
    async download(link: string, options: CallOptions = {}) {
      const own = ownRoute(context, operations, link);
      if (own) return callRoute(own.route, { query: own.query }, options);
      if (!isWeb(link)) throw new ValidationError('files.download', [{ path: 'link', rule: 'must be an absolute address of the web', found: typeof link }]);
      return openLink(link, options, 0);
    },
  };
}

/** A link into the marketplace's own API (Ozon's statistics answer such ones) is a call like any other, with its key; no other link is. */
function ownRoute({ hosts }: StageContext, operations: OperationIndex, link: string): ReturnType<typeof splitRoute> | undefined {
  const base = Object.values(hosts).find((host) => link.startsWith(`${host}/`));
  const path = base === undefined ? link : link.slice(base.length);
  if (!path.startsWith('/') || path.startsWith('//')) return undefined;
  const found = splitRoute(`GET ${path}`);
  const { group, effect } = operations.byRoute(found.route);
  return group !== '' && effect === 'read' ? found : undefined;
}

/** What the stages see of a download: a read of some host, that shares no limit and has a breaker of its own. */
function linkOperation(link: string): Operation {
  const { protocol, host } = new URL(link);
  return {
    // Log lines hold the path, and the rest of a link is a secret.
    name: 'files.download', group: '', method: 'GET', path: `${protocol}//${host}/…`, host, effect: 'read',
    idempotency: 'read', limits: [], query: [], headers: [], body: 'none', reply: 'binary',
  };
}

function isWeb(link: string): boolean {
  return URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
}

function absolute(location: string, address: string): string {
  const link = URL.canParse(location, address) ? new URL(location, address).href : '';
  if (!isWeb(link)) throw new ValidationError('files.download', [{ path: 'location', rule: 'must be an address of the web', found: 'something else' }]);
  return link;
}

function endlessRedirects({ definition }: StageContext, { name }: Operation, { status, headers, body }: ParsedReply): ApiError {
  return new ApiError(`${definition.marketplace} ${name}: the file leads on and on`, {
    code: 'unreadable-reply', marketplace: definition.marketplace, operation: name, status, attempt: 1, headers, body,
    hint: 'ask for the file again; if it stays so, its store is out of order',
  });
}
