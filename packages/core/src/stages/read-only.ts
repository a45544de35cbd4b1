import { RefusedError } from '../errors/local-errors.js';
import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';

/** Whether writes are forbidden right now: by the environment (panic mode, which wins) or by the client's option. */
function isReadOnly(option: boolean | (() => boolean) | undefined): boolean {
  const environment = process.env.OCCWO_READ_ONLY;
  if (environment && environment !== '0' && environment !== 'false') return true;
  return typeof option === 'function' ? option() : (option ?? false);
}

/** Stands before everything that costs: a write in read-only mode never leaves. Routes that no table knows count as writes. */
export function readOnly(context: StageContext): Stage {
  return (next) => (call) => {
    if (call.operation.effect === 'write' && isReadOnly(context.options.readOnly)) {
      return Promise.reject(
        new RefusedError(`${call.operation.name} writes, and the client is in read-only mode; nothing was sent`, {
          code: 'read-only',
          hint: 'unset OCCWO_READ_ONLY and the option readOnly to allow writes',
        }),
      );
    }
    return next(call);
  };
}
