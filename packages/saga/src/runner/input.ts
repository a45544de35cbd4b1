import type { Step, UserCall } from '../define/definition.js';
import { Context } from './context.js';
import type { Held, Writing } from './hand.js';
import { throughJson } from './json.js';
import type { Runtime } from './runtime.js';

/** Either something to write now, or the database time at which to look again (Infinity: when something arrives). */
export type Progress = Writing | { readonly until: number };

/** A context for functions that only compute. */
export function inputOf(runtime: Pick<Runtime, 'log'>, hand: Held, step: Step): { input: unknown; messages: Context['messages'] } {
  const context = new Context(hand, step, 'run', 1, new AbortController(), runtime.log);
  const input = (step.input as UserCall)(context as never);
  return { input: throughJson(input, `The input of step "${step.name}"`) ?? null, messages: context.messages };
}
