import type { YmlStats } from '@occwo/yandex/yml';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { MessageKey } from '../messages/translate.js';

/** Elements shown; `--json` has all of them. */
const mostElements = 20;

/** The figures of a feed, a line each. */
export function feedStatsText(stats: YmlStats, language: Language): string {
  const say = (key: MessageKey, values = {}) => translate(language, key, values);
  const counted = (counts: Readonly<Record<string, number>>) => Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  const elements = counted(stats.elements);
  const rows: [MessageKey, string | number][] = [
    ['stats.shop', stats.shop ?? '—'],
    ['stats.date', stats.date ?? '—'],
    ['stats.encoding', stats.encoding],
    ['stats.offers', stats.unavailable > 0 ? `${stats.offers} ${say('stats.unavailable', { count: stats.unavailable })}` : stats.offers],
    ['stats.types', counted(stats.types).join(', ')],
    ['stats.categories', `${stats.categories} ${say('stats.used', { count: stats.usedCategories })}`],
    ['stats.vendors', stats.vendors],
    ['stats.pictures', stats.pictures],
    ['stats.params', stats.params],
    ['stats.promos', stats.promos],
    ...Object.entries(stats.prices).map(([currency, { offers, lowest, highest, mean }]): [MessageKey, string] => [
      'stats.prices', `${currency || '—'}: ${lowest}–${highest}, ${say('stats.mean', { mean: mean.toFixed(2), offers })}`,
    ]),
    ['stats.elements', `${elements.slice(0, mostElements).join(', ')}${elements.length > mostElements ? ` … +${elements.length - mostElements}` : ''}`],
  ];
  const widest = Math.max(...rows.map(([key]) => say(key).length));
  return rows.map(([key, value]) => `${say(key).padEnd(widest)}  ${value}\n`).join('');
}
