import type { Call, Outcome } from './simulation.js';
import type { SagaSpec } from './model.js';
import { allowedEnds } from './model.js';

/** What is wrong with an outcome; undefined if nothing is. */
export function breach(spec: SagaSpec, { status, calls, effects, specs }: Outcome): string | undefined {
  const allowed = allowedEnds(spec);
  if (status === 'lost') return 'the saga never ended';
  if (!allowed.has(status)) return `ended ${status}, allowed: ${[...allowed].join(', ')}`;
  const names = new Set(calls.map(({ saga }) => saga));
  for (const name of names) {
    const problem = orderBreach(calls.filter(({ saga }) => saga === name));
    if (problem) return `${name}: ${problem}`;
  }
  for (const [id, call] of specs) {
    const mine = calls.filter((made) => `${made.saga}/${made.step}` === id);
    if (call.delivery === 'once' && mine.filter(({ direction }) => direction === 'run').length > 1) return `${id}: called more than once`;
    if (status === 'completed' && mine.some(({ direction, saga }) => direction === 'undo' && saga === 'root')) return `${id}: undone in a completed saga`;
    if (status === 'completed' && !effects.has(id)) return `${id}: completed without its effect`;
    if (status === 'compensated' && call.undo !== 'none' && effects.has(id)) return `${id}: its effect is left behind`;
    if (status === 'compensated' && (id.endsWith('/pivot') || id.includes('/after')) && effects.has(id)) return `${id}: compensated behind the pivot`;
  }
  return undefined;
}

/** Forwards place by place, then only backwards, place by place. */
function orderBreach(calls: readonly Call[]): string | undefined {
  let isBack = false;
  let place = -1;
  for (const call of calls) {
    if (call.direction === 'run') {
      if (isBack) return `run of ${call.step} after an undo`;
      if (call.place < place) return `run of ${call.step} after a later place began`;
      place = call.place;
    } else {
      if (isBack && call.place > place) return `undo of ${call.step} after an earlier place began to go back`;
      isBack = true;
      place = call.place;
    }
  }
  return undefined;
}
