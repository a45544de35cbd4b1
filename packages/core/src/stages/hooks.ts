import type { CallParameters } from '../pipeline/call.js';
import type { Operation } from '../client/operation.js';

/** What a hook may read and change. */
export interface HookCall {
  readonly operation: Operation;
  parameters: CallParameters;
  readonly attempt: number;
  headers: Record<string, string>;
}

/** A user's own step: `onCall` once a call, `onAttempt` at each attempt. What it throws ends the call. */
export type Hook = (call: HookCall) => void | Promise<void>;
