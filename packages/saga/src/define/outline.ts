import type { Definition, Delivery, Phase, Place, Step, StepKind } from './definition.js';
import { fingerprintOf, shapeOf } from './fingerprint.js';
import { makeStep } from './make-step.js';

/** One step of a line of the shape, as `shapeOf` writes it. */
const pattern = /^([\w.-]+)\((call|wait|sleep|child|command) (before|pivot|after) (at-least-once|probe|once|tx) (undo|no-undo)(?: ([\w.-]+)@(\d+))?\)$/;

/**
 * A definition read back from the shape that the database keeps of it: names, kinds, order and what can be undone, but no functions.
 * It is enough to say where a saga stands and what an operator may do; nothing can be run by it.
 * Undefined if the shape does not give the very definition that it was made of.
 */
export function outlineOf(name: string, version: number, fingerprint: string, shape: readonly string[]): Definition | undefined {
  const places: Place[] = [];
  for (const line of shape) {
    const steps = line.split(' | ').flatMap((text) => outlineOfStep(text) ?? []);
    const [first] = steps;
    if (!first) return undefined;
    places.push({ phase: first.phase, steps });
  }
  const again = shapeOf(places);
  if (fingerprintOf(name, version, again) !== fingerprint) return undefined;
  const steps = new Map(places.flatMap((place) => place.steps.map((step) => [step.name, step])));
  return { name, version, places, steps, deadlineMs: undefined, shape: again, fingerprint };
}

function outlineOfStep(text: string): Step | undefined {
  const [, name, kind, phase, delivery, undo, child, version] = pattern.exec(text) ?? [];
  if (name === undefined) return undefined;
  const saga = child === undefined ? undefined : { ...nobody, name: child, version: Number(version) };
  const step = makeStep(name, kind as StepKind, phase as Phase, false, { delivery: delivery as Delivery, ...(saga && { saga }) });
  return { ...step, undoes: undo === 'undo' };
}

const nobody: Definition = { name: '', version: 1, places: [], steps: new Map(), deadlineMs: undefined, shape: [], fingerprint: '' };
