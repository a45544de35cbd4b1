import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';

/** Stands after the wait for tokens of the limiter: a credential that was fresh before it may have expired meanwhile. */
export function authorize({ definition }: StageContext): Stage {
  return (next) => async (call) => {
    // A link leads to a host of somebody else's, whatever its name looks like: no key goes there.
    if (call.link === undefined) Object.assign(call.headers, await definition.authorize(call.operation));
    return next(call);
  };
}
