import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import { breakerOpen, circuitOf } from './circuits.js';

/**
 * Stands before the limiter, so that a dead host costs no tokens: one breaker a host, and errors of one host never open
 * another's. It only asks; {@link count} behind the limiter tells it how calls end.
 */
export function breaker(context: StageContext): Stage {
  return (next) => async (call) => {
    const { host } = call.operation;
    const found = circuitOf(context, host);
    const circuit = 'then' in found ? await found : found;
    if (circuit.open) throw breakerOpen(host);
    return next(call);
  };
}
