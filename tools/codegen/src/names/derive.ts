import { camelCase, pascalCase } from './words.js';

const verbs = new Set(['list', 'get', 'create', 'update', 'delete', 'set', 'add', 'remove', 'cancel', 'approve', 'decline', 'reject', 'archive', 'unarchive', 'bind', 'unbind', 'edit', 'check', 'validate', 'upload', 'download', 'generate', 'send', 'search', 'confirm', 'import']);
const byMethod: Readonly<Record<string, string>> = { GET: 'get', POST: '', PUT: 'update', PATCH: 'update', DELETE: 'delete' };

/**
 * A first name for an operation that nobody has named: the group of its nearest neighbour by path, and the rest of the path
 * with the verb in front (`/v1/product/timeslot/update` beside `products` → `products.updateTimeslot`). Taken names get the
 * path's version behind them; a newer version must be renamed by hand before it is locked, so that it takes the plain name.
 */
export function deriveName(route: string, neighbours: ReadonlyMap<string, string>, taken: ReadonlySet<string>): string {
  const [verb = '', path = ''] = route.split(' ');
  const steps = stepsOf(path);
  const nearest = [...neighbours]
    .map(([other, name]) => ({ name, shared: sharedSteps(steps, stepsOf(other.split(' ')[1] ?? '')) }))
    .sort((a, b) => b.shared - a.shared)[0];
  const group = nearest && nearest.shared > 0 ? (nearest.name.split('.')[0] as string) : camelCase(steps[0] ?? 'other');
  const rest = steps.slice(Math.min(nearest?.shared ?? 0, steps.length - 1) || 1);
  const last = rest.at(-1) ?? steps.at(-1) ?? 'call';
  const words = verbs.has(last) ? [last, ...rest.slice(0, -1)] : [byMethod[verb] ?? '', ...rest].filter((word) => word !== '');
  const method = camelCase(words.map(pascalCase).join('-')) || camelCase(last);
  const version = /\/(v\d+)(\/|$)/.exec(path)?.[1]?.toUpperCase() ?? '';
  const candidates = [method, `${method}${version}`, `${method}${pascalCase(verb.toLowerCase())}${version}`];
  const free = candidates.map((each) => `${group}.${each}`).find((each) => !taken.has(each));
  if (!free) throw new Error(`${route}: no free name; give it one in the overlay (name: group.method)`);
  return free;
}

function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== 'api' && !/^v\d+$/.test(step) && !step.startsWith('{'));
}

function sharedSteps(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}
