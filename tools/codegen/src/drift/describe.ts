import type { Drift } from './compare.js';

/** A drift as text: what a person reads before taking a new edition over. */
export function describeDrift(api: string, { added, removed, sunset, changed, step }: Drift): string {
  const byRoute = new Map<string, string[]>();
  for (const { route, what, step: asked } of changed) byRoute.set(route, [...(byRoute.get(route) ?? []), `${what}${asked === 'major' ? ' (breaks)' : ''}`]);
  const list = (title: string, routes: readonly string[]) => (routes.length > 0 ? [`  ${title} ${routes.length}:`, ...routes.map((route) => `    ${route}`)] : []);
  return [
    `${api}: ${step === 'none' ? 'nothing changed' : `asks for a ${step} version`}`,
    ...list('added', added),
    ...list('removed', removed),
    ...list('newly deprecated', sunset),
    ...(byRoute.size > 0 ? [`  changed ${byRoute.size}:`] : []),
    ...[...byRoute].flatMap(([route, whats]) => [`    ${route}`, ...whats.map((what) => `      ${what}`)]),
  ].join('\n');
}
