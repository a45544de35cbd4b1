import type { Step } from '../define/definition.js';
import type { Direction, NewEntry } from '../engine/entry.js';
import { viewOfStep } from '../engine/view.js';
import type { StepView } from '../engine/view.js';
import { childRun, childUndo } from './child.js';
import { keyOf } from './context.js';
import { errorText } from './error-text.js';
import type { Hand, Held, Writing } from './hand.js';
import { inputOf } from './input.js';
import type { Progress } from './input.js';
import { throughJson } from './json.js';
import { replyHeaders } from './reply-address.js';
import type { Runtime } from './runtime.js';

/** The name of the signal that carries a command's reply. */
export const replySignal = (step: string): string => `reply:${step}`;

/** Moves a step on that calls nobody: wait, sleep, command, child. */
export function progress(runtime: Runtime, hand: Hand, step: Step, direction: Direction): Progress | Promise<Progress> {
  const view = viewOfStep(hand.view, step.name);
  if (step.kind === 'child') return direction === 'run' ? childRun(runtime, hand, step, view) : childUndo(runtime, hand, step);
  return waitingProgress(runtime, hand, step);
}

/** The same without children: asks nobody, and works over any journal. */
export function waitingProgress(runtime: Pick<Runtime, 'log'>, hand: Held, step: Step): Progress {
  const view = viewOfStep(hand.view, step.name);
  if (step.kind === 'sleep') return sleeping(runtime, hand, step, view);
  if (step.kind === 'wait') return waiting(hand, step, view);
  return commanding(runtime, hand, step, view);
}

const ended = (step: Step, outcome: 'ok' | 'refused' | 'unknown', fields: Partial<NewEntry> = {}): Writing => ({
  entry: { step: step.name, kind: 'run', outcome, ...fields },
});

const begun = (step: Step, delayMs: number): NewEntry => ({
  step: step.name,
  kind: 'run',
  outcome: 'begun',
  delayMs: delayMs === Infinity ? undefined : Math.max(0, Math.round(delayMs)),
});

const isUp = (hand: Held, view: StepView): boolean => view.until !== undefined && hand.tenure.now() >= view.until;

function sleeping(runtime: Pick<Runtime, 'log'>, hand: Held, step: Step, view: StepView): Progress {
  if (view.until !== undefined) return isUp(hand, view) ? ended(step, 'ok', { result: null }) : { until: view.until };
  try {
    const milliseconds = Number(inputOf(runtime, hand, step).input);
    if (!(milliseconds >= 0)) throw new RangeError(`Step "${step.name}" sleeps ${milliseconds} ms: a number from 0 is needed`);
    return { entry: begun(step, milliseconds) };
  } catch (error) {
    return ended(step, 'refused', { error: errorText(error) });
  }
}

function waiting(hand: Held, step: Step, view: StepView): Progress {
  const signal = hand.view.signals.find((entry) => entry.step === step.name);
  if (signal) {
    try {
      return ended(step, 'ok', { result: throughJson(step.parse ? step.parse(signal.result) : signal.result, `The payload of "${step.name}"`) });
    } catch (error) {
      return ended(step, 'refused', { error: errorText(error) });
    }
  }
  if (view.until === undefined) return { entry: begun(step, step.timeoutMs) };
  if (!isUp(hand, view)) return { until: view.until };
  return step.onTimeout === 'continue' ? ended(step, 'ok') : ended(step, 'refused', { error: `No signal within ${step.timeoutMs} ms` });
}

/** What a service answers to a command. */
export interface CommandReply {
  /** Set if it did not happen and will not: the earlier steps are undone. */
  readonly refused?: string;
  readonly result?: unknown;
}

function commanding(runtime: Pick<Runtime, 'log'>, hand: Held, step: Step, view: StepView): Progress {
  const reply = hand.view.signals.find((entry) => entry.step === replySignal(step.name))?.result as CommandReply | undefined;
  if (reply) {
    if (reply.refused !== undefined) return ended(step, 'refused', { error: String(reply.refused) });
    try {
      return ended(step, 'ok', { result: throughJson(step.parse?.(reply.result), `The reply to "${step.name}"`) });
    } catch (error) {
      return ended(step, 'unknown', { error: errorText(error) });
    }
  }
  if (view.until !== undefined) {
    return isUp(hand, view) ? ended(step, 'unknown', { error: `No reply within ${step.timeoutMs} ms` }) : { until: view.until };
  }
  try {
    const { input, messages } = inputOf(runtime, hand, step);
    const { row } = hand;
    const headers = { [replyHeaders.saga]: row.name, [replyHeaders.key]: row.key, [replyHeaders.step]: step.name };
    const command = { id: keyOf(hand, step.name, 'run'), topic: step.topic as string, key: `${row.name}/${row.key}`, body: input, headers };
    return { entry: begun(step, step.timeoutMs), messages: [command, ...messages] };
  } catch (error) {
    return ended(step, 'refused', { error: errorText(error) });
  }
}
