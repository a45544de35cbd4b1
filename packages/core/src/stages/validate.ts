import { ApiError } from '../errors/api-error.js';
import { ValidationError } from '../errors/local-errors.js';
import { maskSecrets, ownSecrets } from '../log/own-secrets.js';
import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import { schemaValidator } from '../validation/schema-validator.js';

/**
 * Stands before the retry: a request that breaks the official schema costs neither a token nor an attempt.
 * Replies are checked on the way back only where somebody listens, because official documents are often wrong about them.
 */
export function validate(context: StageContext): Stage {
  const validator = schemaValidator(context.definition.schemas);
  const { replies, onEvent } = context.options;
  const checksReplies = replies === 'strict' || onEvent !== undefined;

  return (next) => async (call) => {
    const { operation, parameters } = call;
    const issues = await validator.request(operation, parameters);
    if (issues.length > 0) throw new ValidationError(operation.name, issues);

    const reply = await next(call);
    // 204 is the documented way of saying "nothing" (reports, last pages); there is no body to check.
    if (!checksReplies || operation.reply !== 'json' || reply.status === 204) return reply;
    const drift = await validator.reply(operation, reply.value);
    for (const { path, rule } of drift) context.emit({ type: 'drift', operation: operation.name, path, rule });
    const [first] = drift;
    if (first && replies === 'strict') {
      throw new ApiError(`${operation.name}: ${first.path} ${first.rule}, found ${first.found}`, {
        code: 'unreadable-reply', marketplace: context.definition.marketplace, operation: operation.name,
        status: reply.status, attempt: call.attempt, ...maskSecrets({ headers: reply.headers, body: reply.value }, ownSecrets(call, context.hosts[operation.host])),
        hint: "the answer breaks the official schema; replies: 'tolerant' lets it pass",
      });
    }
    return reply;
  };
}
