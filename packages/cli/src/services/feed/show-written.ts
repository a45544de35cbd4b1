import type { WrittenFeed } from '@occwo/yandex/yml';
import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { FeedInput } from './feed-run.js';
import type { ProblemTally } from './problem-tally.js';

/** Tells what was written: on stdout, or on stderr where stdout has the feed itself. Answers 3 where offers were left out. */
export function showWritten(written: WrittenFeed, left: number, tally: ProblemTally, { source, output, json, language, streams }: FeedInput & { readonly output: string }): number {
  const { files, indexPath, offers } = written;
  const exitCode = left > 0 ? exitCodes.partlyDone : exitCodes.done;
  if (json) {
    const problems = { errors: tally.errors, warnings: tally.warnings, examples: tally.examples };
    const document = { source, offers, leftOut: left, files, ...(indexPath !== undefined && { index: indexPath }), problems, exitCode };
    streams.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    return exitCode;
  }
  const remarks = [...tally.lines()];
  const hidden = tally.errors + tally.warnings - remarks.length;
  if (hidden > 0) remarks.push(translate(language, 'feed.more-problems', { count: hidden }));
  for (const line of remarks) streams.stderr.write(`${line}\n`);
  const lines = files.map(({ path, offers: count, bytes }) => translate(language, 'feed.written', { file: path, offers: count, size: sizeText(bytes, language) }));
  if (left > 0) lines.push(translate(language, 'feed.left-out', { count: left }));
  if (indexPath !== undefined) lines.push(translate(language, 'feed.index', { file: indexPath }));
  (output === '-' ? streams.stderr : streams.stdout).write(`${lines.join('\n')}\n`);
  return exitCode;
}

/** `1.5 MB`, `799 kB`. */
function sizeText(bytes: number, language: Language): string {
  const [amount, unit] = bytes < 1e6 ? [(bytes / 1e3).toFixed(1), 'size.kb' as const] : [(bytes / 1e6).toFixed(1), 'size.mb' as const];
  return `${amount} ${translate(language, unit)}`;
}
