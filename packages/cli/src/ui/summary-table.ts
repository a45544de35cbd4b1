import Table from 'cli-table3';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { MarketplaceResult } from '../services/publish/publish-to.js';

const plain = { head: [], border: [] };
/** Rows without a line between them: a long list of reasons stays on one screen. */
const chars = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
/** What the table is wide beside the examples: marketplace, outcome, the longest usual code, a count and the lines between. */
const besideExample = 66;

/** The table at the end: what became of the items, and why some were refused. `width` is the terminal's, in characters. */
export function summaryTable(results: readonly MarketplaceResult[], language: Language, width = 132): string {
  const longestExample = Math.max(24, width - besideExample);
  const say = (key: Parameters<typeof translate>[1]) => translate(language, key);
  const withSkipped = results.some(({ skipped }) => skipped > 0);
  const withUnchanged = results.some(({ unchanged }) => unchanged !== undefined);
  const totals = new Table({
    head: [say('table.marketplace'), say('table.items'), say('table.sent'), say('table.accepted'), say('table.rejected'), say('table.unknown'), ...(withSkipped ? [say('table.skipped')] : []), ...(withUnchanged ? [say('table.unchanged')] : []), say('table.seconds')],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: plain, chars,
  });
  for (const { marketplace, read, sent, accepted, rejected, unknown, skipped, unchanged, milliseconds } of results) {
    totals.push([marketplace, read, sent, accepted, rejected, unknown, ...(withSkipped ? [skipped] : []), ...(withUnchanged ? [unchanged ?? 0] : []), (milliseconds / 1000).toFixed(1)]);
  }
  const reasons = results.flatMap((result) => result.reasons.map((reason) => ({ ...reason, marketplace: result.marketplace })));
  if (reasons.length === 0) return `${totals.toString()}\n`;
  const why = new Table({
    head: [say('table.marketplace'), say('table.outcome'), say('table.reason'), say('table.count'), say('table.example')],
    colAligns: ['left', 'left', 'left', 'right', 'left'],
    style: plain, chars,
  });
  for (const { marketplace, outcome, code, count, message, sku } of reasons) {
    why.push([marketplace, say(`outcome.${outcome}`), code, count, shortened(sku === undefined ? message : `${sku}: ${message}`, longestExample)]);
  }
  return `${totals.toString()}\n${why.toString()}\n`;
}

const shortened = (text: string, longest: number) => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
};
