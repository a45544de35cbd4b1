import type { OfferDifference, YmlDiff } from '@occwo/yandex/yml';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';

const marks = { added: '+', removed: '-', changed: '~' } as const;
const longestValue = 60;

/** A line a difference, then the sums. */
export function feedDiffText({ differences, added, removed, changed, unchanged, changedFields }: YmlDiff, language: Language): string {
  const lines = differences.map((difference) => `${marks[difference.kind]} ${difference.id}${fieldsText(difference)}`);
  const hidden = added + removed + changed - differences.length;
  if (hidden > 0) lines.push(translate(language, 'diff.more', { count: hidden }));
  lines.push(translate(language, 'diff.sums', { added, removed, changed, unchanged }));
  const fields = Object.entries(changedFields).map(([name, count]) => `${name} ${count}`);
  if (fields.length > 0) lines.push(translate(language, 'diff.fields', { fields: fields.join(', ') }));
  return `${lines.join('\n')}\n`;
}

function fieldsText({ fields }: OfferDifference): string {
  return Object.entries(fields).map(([name, { before, after }]) => `\n    ${name}: ${shortened(before)} → ${shortened(after)}`).join('');
}

function shortened(value: string | undefined): string {
  if (value === undefined) return '—';
  const line = value.replaceAll(/\s+/g, ' ');
  return line.length > longestValue ? `${line.slice(0, longestValue - 1)}…` : line;
}
