import { attemptHooks } from '../stages/attempt-hooks.js';
import { authorize } from '../stages/authorize.js';
import { breaker } from '../stages/breaker.js';
import { cache } from '../stages/cache.js';
import { callHooks } from '../stages/call-hooks.js';
import { count } from '../stages/count.js';
import { limit } from '../stages/limit.js';
import { log } from '../stages/log.js';
import { readOnly } from '../stages/read-only.js';
import { retry } from '../stages/retry.js';
import { send } from '../stages/send.js';
import { telemetry } from '../stages/telemetry.js';
import { validate } from '../stages/validate.js';
import type { Handler, Stage } from './call.js';
import type { StageContext } from './stage-context.js';

/** The life of a call, outermost first. The order is the design: each line says why it stands there. */
const order: readonly ((context: StageContext) => Stage)[] = [
  telemetry, // sees the call as its caller does, waiting and retries included
  readOnly, // refuses before anything is computed or counted
  callHooks, // may change what is validated
  cache, // an answer that is known costs nothing below, and its request was valid
  validate, // a wrong request costs neither a token nor an attempt
  retry, // everything below happens once an attempt, so every attempt pays its tokens and is counted
  attemptHooks, // may add headers that are fresh for the attempt
  breaker, // a dead host costs no tokens
  limit, // the last wait before the request leaves
  count, // tells the breaker of what leaves, not of what waits
  authorize, // after the wait: a token may have expired meanwhile
  log, // sees exactly what goes out and comes back
];

/** Composes the stages of one client around `send`. */
export function pipeline(context: StageContext): Handler {
  return order.reduceRight<Handler>((next, stage) => stage(context)(next), send(context));
}
