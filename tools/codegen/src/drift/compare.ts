import type { ApiDocument, DocumentOperation } from '../model.js';
import { flatten } from './flatten.js';
import type { Field, Fields } from './flatten.js';

/** The step of the version that a change asks for. */
export type Step = 'none' | 'patch' | 'minor' | 'major';

/** One difference between two editions. */
export interface Change {
  readonly route: string;
  readonly what: string;
  readonly step: Step;
}

/** What happened to an API between two editions of its documents. */
export interface Drift {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Marked deprecated now and not before. */
  readonly sunset: readonly string[];
  readonly changed: readonly Change[];
  readonly step: Step;
}

const steps: readonly Step[] = ['none', 'patch', 'minor', 'major'];

/** Compares two editions operation by operation and field by field. */
export function compare(before: ApiDocument, after: ApiDocument): Drift {
  const old = new Map(before.operations.map((operation) => [operation.route, operation]));
  const young = new Map(after.operations.map((operation) => [operation.route, operation]));
  const added = [...young.keys()].filter((route) => !old.has(route));
  const removed = [...old.keys()].filter((route) => !young.has(route));
  const both = [...young].flatMap(([route, now]) => {
    const then = old.get(route);
    return then ? [{ route, then, now }] : [];
  });
  const sunset = both.filter(({ then, now }) => now.deprecated && !then.deprecated).map(({ route }) => route);
  const changed = both.flatMap(({ route, then, now }) => [
    ...kindChanges(route, then, now),
    ...fieldChanges(route, flatten(then, before.definitions), flatten(now, after.definitions)),
  ]);
  const asked: Step[] = [...changed.map(({ step }) => step), ...(removed.length > 0 ? ['major' as const] : []), ...(added.length > 0 || sunset.length > 0 ? ['minor' as const] : [])];
  return { added, removed, sunset, changed, step: asked.reduce(higher, 'none') };
}

function kindChanges(route: string, then: DocumentOperation, now: DocumentOperation): Change[] {
  return [
    ...(then.title !== now.title ? [{ route, what: `title: ${then.title} → ${now.title}`, step: 'patch' as const }] : []),
    ...(then.host !== now.host ? [{ route, what: `host: ${then.host} → ${now.host}`, step: 'minor' as const }] : []),
    ...(then.body.kind !== now.body.kind ? [{ route, what: `body: ${then.body.kind} → ${now.body.kind}`, step: 'major' as const }] : []),
    ...(then.reply.kind !== now.reply.kind ? [{ route, what: `reply: ${then.reply.kind} → ${now.reply.kind}`, step: 'major' as const }] : []),
  ];
}

function fieldChanges(route: string, then: Fields, now: Fields): Change[] {
  const paths = [...new Set([...then.keys(), ...now.keys()])];
  return paths.flatMap((path) => {
    const old = then.get(path);
    const young = now.get(path);
    if (old && young) return differences(path, old, young).map(({ what, step }) => ({ route, what: `${path} ${what}`, step }));
    if (young) return [{ route, what: `${path} is new${young.required && asked(path) ? ' and required' : ''}`, step: young.required && asked(path) ? ('major' as const) : ('minor' as const) }];
    return [{ route, what: `${path} is gone`, step: 'major' as const }];
  });
}

function differences(path: string, old: Field, young: Field): { what: string; step: Step }[] {
  const found: { what: string; step: Step }[] = [];
  if (old.type !== young.type) found.push({ what: `${old.type} → ${young.type}`, step: old.type.split(':')[0] === young.type.split(':')[0] ? 'patch' : 'major' });
  // Replies are typed optional throughout, so what they require changes nothing for a caller.
  if (old.required !== young.required && asked(path)) found.push({ what: young.required ? 'is required now' : 'is optional now', step: young.required ? 'major' : 'minor' });
  const gained = young.values.filter((value) => !old.values.includes(value));
  const lost = old.values.filter((value) => !young.values.includes(value));
  if (gained.length > 0) found.push({ what: `takes ${gained.join(', ')}`, step: old.values.length === 0 && asked(path) ? 'major' : 'minor' });
  if (lost.length > 0) found.push({ what: `no longer takes ${lost.join(', ')}`, step: young.values.length > 0 && asked(path) ? 'major' : 'minor' });
  return found;
}

/** Whether a field is the caller's to fill in. */
function asked(path: string): boolean {
  return !path.startsWith('reply');
}

function higher(a: Step, b: Step): Step {
  return steps.indexOf(a) >= steps.indexOf(b) ? a : b;
}
