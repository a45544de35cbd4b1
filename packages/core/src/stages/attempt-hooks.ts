import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';

/** Stands inside the retry: each attempt starts with fresh headers and runs the user's hook again. */
export function attemptHooks({ options: { onAttempt } }: StageContext): Stage {
  return (next) => async (call) => {
    call.headers = { ...call.parameters.headers };
    if (onAttempt) await onAttempt(call);
    return next(call);
  };
}
