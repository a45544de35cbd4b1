import type { Failure, ParsedReply } from '../client/api-definition.js';
import { linkFailure } from '../files/link-failure.js';
import { collect } from '../files/read-body.js';
import { ApiError } from '../errors/api-error.js';
import { NetworkError, ValidationError } from '../errors/local-errors.js';
import { maskSecrets, ownSecrets } from '../log/own-secrets.js';
import { redactText } from '../log/redact.js';
import type { Call, Handler } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import type { WireReply, WireRequest } from '../transport/transport.js';
import { fillPath, queryString } from '../wire/build-url.js';
import { encodeBody } from '../wire/encode-body.js';
import { parseJson } from '../wire/json.js';

const utf8 = new TextDecoder();

/** The end of the pipeline: puts the call on the wire, parses the answer, and makes a failure out of one that carries it. */
export function send(context: StageContext): Handler {
  const { definition, transport, clock, timeoutMs, hosts } = context;
  return async (call) => {
    const request = wireRequest(context, call, Math.min(timeoutMs, call.deadlineAt - clock.monotonic()));
    let reply: WireReply;
    try {
      reply = await transport(request);
      if (reply.stream && !isFile(reply, call)) reply = { ...reply, body: await collect(reply.stream), stream: undefined };
    } catch (error) {
      throw withoutSecrets(error, call, hosts[call.operation.host]);
    }
    const parsed: ParsedReply = { ...reply, value: reply.stream ? undefined : parseBody(reply, call) };
    const failure = failureOf(context, parsed, call) ?? unreadable(parsed, call);
    if (!failure) return parsed;
    // Marketplaces, and proxies before them, echo keys in their texts: what the caller gets must be fit for a log.
    const told = maskSecrets({ ...failure, headers: reply.headers, body: parsed.value }, ownSecrets(call, hosts[call.operation.host]));
    throw new ApiError(`${definition.marketplace} ${call.operation.name}: ${redactText(told.message)}`, {
      ...told,
      retryable: failure.code === 'rate-limited' || failure.code === 'server-error',
      marketplace: definition.marketplace, operation: call.operation.name, status: reply.status, attempt: call.attempt,
    });
  };
}

/** A file is handed on as it comes; refusals, and answers that turn out to be no file, are read whole as ever. */
function isFile({ status, headers }: WireReply, { operation, link }: Call): boolean {
  const type = headers['content-type'] ?? '';
  if (link !== undefined) return status < 300;
  return status < 300 && !type.includes('json') && !(operation.reply === 'binary' && type.includes('text/html'));
}

/** A link leads to a store of files, not to the marketplace: its answers are read by their status alone, and may lead on. */
function failureOf({ definition }: StageContext, reply: ParsedReply, { operation, file, link }: Call): Failure | undefined {
  if (file && reply.status >= 300 && reply.status < 400 && reply.headers.location !== undefined) return undefined;
  return link === undefined ? definition.readFailure(reply, operation) : linkFailure(reply);
}

/**
 * What a transport threw, fit for a log. A transport of the user's own may throw anything, a whole AxiosError with the
 * request and its key inside: only its text goes on, for nobody knows whether the request arrived.
 */
function withoutSecrets(error: unknown, call: Call, host: string | undefined): unknown {
  if (call.options.signal?.aborted && error === call.options.signal.reason) return error;
  const told = (text: string) => redactText(maskSecrets(text, ownSecrets(call, host)));
  if (!(error instanceof NetworkError)) {
    const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
    return new NetworkError(`the connection failed: ${told(String(code ?? message ?? error))}`, { sent: true });
  }
  const message = told(error.message);
  return message === error.message && error.cause === undefined ? error : new NetworkError(message, { sent: error.sent });
}

function wireRequest(context: StageContext, call: Call, timeoutMs: number): WireRequest {
  const { operation, parameters, options, file } = call;
  const path = call.link === undefined ? fullPath(call) : '';
  const query = parameters.query ? queryString(parameters.query) : '';
  const { body, contentType } = encodeBody(operation, parameters.body);
  return {
    method: operation.method,
    url: call.link ?? `${context.hosts[operation.host] ?? ''}${path}${query && `?${query}`}`,
    headers: { accept: file ? '*/*' : 'application/json', ...(contentType && { 'content-type': contentType }), ...call.headers },
    body, signal: options.signal, timeoutMs: Math.max(1, timeoutMs), ...(file && { stream: true }),
  };
}

function fullPath({ operation, parameters }: Call): string {
  try {
    return fillPath(operation.path, parameters.path ?? {});
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ValidationError(operation.name, [{ path: `path.${error.message}`, rule: 'is required', found: 'nothing' }]);
  }
}

function parseBody({ body, headers }: WireReply, { operation }: Call): unknown {
  if (body.byteLength === 0) return undefined;
  const type = headers['content-type'] ?? '';
  // Errors of operations that answer files are JSON, and some JSON comes as text/plain: the first byte decides.
  const first = body[0];
  const looksLikeJson = first === 0x7b || first === 0x5b || type.includes('json');
  if (operation.reply === 'binary' && !type.includes('json')) return body;
  const text = utf8.decode(body);
  if (!looksLikeJson) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

/** A success that was promised as JSON or as a file and is not: cut off on the way, or a proxy's page with status 200. */
function unreadable({ status, value, body, headers }: ParsedReply, { operation, file }: Call) {
  if (file && status < 300 && operation.reply === 'binary' && headers['content-type']?.includes('text/html')) {
    return { code: 'unreadable-reply' as const, message: 'the answer is a page of HTML, no file' };
  }
  if (operation.reply !== 'json' || status >= 400 || body.byteLength === 0 || typeof value !== 'string') return undefined;
  const first = body[0];
  const cutOff = first === 0x7b || first === 0x5b;
  const page = first === 0x3c;
  if (!cutOff && !page) return undefined;
  return { code: 'unreadable-reply' as const, message: cutOff ? 'the answer is cut off' : 'the answer is a page of HTML' };
}
