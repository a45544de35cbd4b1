import { ApiError } from '../errors/api-error.js';
import { OccwoError } from '../errors/occwo-error.js';
import { silentLogger } from '../log/logger.js';
import { maskSecrets, ownSecrets } from '../log/own-secrets.js';
import { redact, redactText } from '../log/redact.js';
import type { Call, Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';

/** Stands next to the wire: tells of exactly what goes out and comes back, with secrets taken out. */
export function log({ logger, clock, options, emit, hosts }: StageContext): Stage {
  const { onEvent, instrumentation } = options;
  // Nobody listens: the copy of each request with its secrets taken out would cost more than the rest of the pipeline.
  if (logger === silentLogger && !onEvent && !instrumentation) return (next) => next;

  return (next) => async (call) => {
    const startedAt = clock.monotonic();
    const { operation, attempt } = call;
    const observer = call.observer?.startAttempt(attempt, hostName(call.link ?? hosts[operation.host]));
    const report = (result: { status?: number; error?: string }) => {
      const milliseconds = clock.monotonic() - startedAt;
      observer?.end(result);
      emit({ type: 'attempt', operation: operation.name, attempt, milliseconds, ...result });
      if (logger === silentLogger) return;
      logger.debug(`${operation.method} ${operation.path} ${result.status ?? result.error}`, {
        operation: operation.name, attempt, milliseconds, ...result, request: requestOf(call, hosts[operation.host]),
      });
    };
    try {
      const reply = await next(call);
      report({ status: reply.status });
      return reply;
    } catch (error) {
      report({ ...(error instanceof ApiError && { status: error.status }), error: OccwoError.is(error) ? error.code : 'error' });
      throw error;
    }
  };
}

function requestOf(call: Call, host: string | undefined): unknown {
  const { parameters: { path, query, body }, headers } = call;
  const secrets = ownSecrets(call, host);
  return redact({ path, query, headers, body }, (text) => redactText(maskSecrets(text, secrets)));
}

/** Without a name and password that a proxy's URL may hold. */
function hostName(url = ''): string {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/:?#]+)/.exec(url)?.[1] ?? '';
}
