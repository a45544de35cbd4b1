import { OccwoError } from '../errors/occwo-error.js';
import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';

/** Stands outermost: measures the call as its caller lives it, and warns once of an operation that is being switched off. */
export function telemetry(context: StageContext): Stage {
  const warned = new Set<string>();
  const warnOfSunset = (name: string, date: string, replacement: string | undefined) => {
    if (warned.has(name)) return;
    warned.add(name);
    context.logger.warn(`${name} is announced to be off from ${date}`, { operation: name, date, replacement });
    context.emit({ type: 'sunset', operation: name, date, ...(replacement && { replacement }) });
  };

  return (next) => async (call) => {
    const { name, sunset, replacement } = call.operation;
    if (sunset) warnOfSunset(name, sunset, replacement);
    const observer = context.options.instrumentation?.startCall(context.definition.marketplace, call.operation);
    if (observer) call.observer = observer;
    const finish = (error?: string) => {
      const milliseconds = context.clock.monotonic() - call.startedAt;
      context.emit({ type: 'call', operation: name, outcome: error ?? 'ok', attempts: call.attempt, milliseconds });
      observer?.end(error === undefined ? {} : { error });
    };
    try {
      const reply = await next(call);
      finish();
      return reply;
    } catch (error) {
      finish(OccwoError.is(error) ? error.code : 'error');
      throw error;
    }
  };
}
