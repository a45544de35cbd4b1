import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { FoundLine } from '../services/api/run-api-search.js';

/** One long route must not push all titles off the screen. */
const mostRoute = 60;

/** A line an operation: name, what it does, route, when it ends, and the vendor's title. Plain columns, so that `grep` and `awk` can read them. */
export function operationRows(lines: readonly FoundLine[], language: Language): string {
  const widest = Math.max(...lines.map(({ name }) => name.length));
  const effects = { read: translate(language, 'api.read'), write: translate(language, 'api.write') };
  const widestEffect = Math.max(effects.read.length, effects.write.length);
  const widestRoute = Math.min(mostRoute, Math.max(...lines.map(({ route }) => route.length)));
  return lines.map(({ name, effect, route, sunset, title }) => {
    const end = sunset === undefined ? '' : `  ${translate(language, 'api.sunset-short', { date: sunset })}`;
    return `${name.padEnd(widest)}  ${effects[effect].padEnd(widestEffect)}  ${title === undefined && end === '' ? route : route.padEnd(widestRoute)}${end}${title === undefined ? '' : `  ${title}`}\n`;
  }).join('');
}
