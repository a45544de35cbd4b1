import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';

/** Stands before validation, so that what a hook changes is validated too. */
export function callHooks({ options: { onCall } }: StageContext): Stage {
  if (!onCall) return (next) => next;
  return (next) => async (call) => {
    await onCall(call);
    return next(call);
  };
}
