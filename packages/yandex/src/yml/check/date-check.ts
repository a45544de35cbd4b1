import type { Clock } from '@occwo/core';
import type { YmlElement } from '../read/element.js';
import { parseDate } from './formats.js';
import type { Reporter } from './reporter.js';

const dayMs = 24 * 60 * 60 * 1000;
const oldestMs = 10 * dayMs;
/** Clocks of two machines differ a little. */
const skewMs = 5 * 60 * 1000;

/** The date of the feed: RFC 3339 with a zone for sellers; others also take `YYYY-MM-DD hh:mm`. */
export function checkFeedDate(root: YmlElement, reporter: Reporter, clock: Clock): void {
  const text = (root.attributes['date'] ?? '').trim();
  if (text === '') return reporter.report('date-missing', root, { element: 'date' });
  const form = parseDate(text);
  const isSeller = reporter.profile === 'seller';
  const isIso = form?.hasTime === true && form.isoStyle && form.hasZone;
  const isPlain = form?.hasTime === true && !form.isoStyle;
  if (form === undefined || !(isIso || (isPlain && !isSeller))) {
    const expected = isSeller ? '2026-01-31T09:30+03:00' : '2026-01-31 09:30 / 2026-01-31T09:30+03:00';
    return reporter.report('date-format', root, { element: 'date', found: text, expected });
  }
  const age = clock.now() - form.time;
  if (age < -skewMs) reporter.report('date-in-future', root, { element: 'date', found: text });
  else if (age > oldestMs) reporter.report('date-too-old', root, { element: 'date', found: text });
}
