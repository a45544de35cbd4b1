import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { FoundLine } from '../services/api/run-api-search.js';

/** A line an operation: name, what it does, route, and when it ends. Plain columns, so that `grep` and `awk` can read them. */
export function operationRows(lines: readonly FoundLine[], language: Language): string {
  const widest = Math.max(...lines.map(({ name }) => name.length));
  const effects = { read: translate(language, 'api.read'), write: translate(language, 'api.write') };
  const widestEffect = Math.max(effects.read.length, effects.write.length);
  return lines.map(({ name, effect, route, sunset }) => {
    const end = sunset === undefined ? '' : `  ${translate(language, 'api.sunset-short', { date: sunset })}`;
    return `${name.padEnd(widest)}  ${effects[effect].padEnd(widestEffect)}  ${route}${end}\n`;
  }).join('');
}
