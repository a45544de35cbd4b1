import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import { circuitOf } from './circuits.js';

/**
 * Stands behind the limiter: the breaker counts a call when it leaves. Counted before its wait, a call that waits longer than the
 * breaker looks back would be forgotten as sent and remembered as failed, and a few failures among many would open the breaker.
 */
export function count(context: StageContext): Stage {
  return (next) => async (call) => {
    const found = circuitOf(context, call.operation.host);
    const circuit = 'then' in found ? await found : found;
    return circuit.send(() => next(call));
  };
}
