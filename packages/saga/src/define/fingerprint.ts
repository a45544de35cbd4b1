import { createHash } from 'node:crypto';
import type { Place, Step } from './definition.js';

const describe = (step: Step): string => {
  const traits = [step.kind, step.phase, step.delivery, step.undoes ? 'undo' : 'no-undo'];
  return `${step.name}(${traits.join(' ')}${step.child ? ` ${step.child.name}@${step.child.version}` : ''})`;
};

/** One line a place. Bodies, attempts and pauses are left out: changing them is free. */
export const shapeOf = (places: readonly Place[]): string[] =>
  places.map((place) => place.steps.map(describe).join(' | '));

export function fingerprintOf(name: string, version: number, shape: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify([name, version, shape])).digest('hex').slice(0, 32);
}

/** Where two shapes part, in words that name the step. */
export function firstDifference(before: readonly string[], after: readonly string[]): string {
  for (let place = 0; place < Math.max(before.length, after.length); place++) {
    if (before[place] === after[place]) continue;
    return `place ${place + 1} was ${before[place] ?? 'not there'}, is ${after[place] ?? 'gone'}`;
  }
  return 'name or version differ';
}
