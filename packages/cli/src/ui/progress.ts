import type { Clock, PublishEvent } from '@occwo/core';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { Totals } from '../services/publish/tally.js';
import type { OutputSink } from './streams.js';

/** Shows how a publish goes on, on stderr. */
export interface ProgressDisplay {
  start(items: number): void;
  event(marketplace: string, event: PublishEvent, totals: Totals): void;
  close(): void;
}

export const settledOf = ({ accepted, rejected, unknown, skipped }: Totals) => accepted + rejected + unknown + skipped;

/** A line at most every so often: a log of a pipeline is no place for a line an item. */
const quietMs = 1000;

/** Plain lines, for pipes, logs and CI: one a second and marketplace at most, and one at the end. */
export function plainProgress(stream: OutputSink, language: Language, clock: Clock): ProgressDisplay {
  const lastAt = new Map<string, number>();
  let items = 0;
  const line = (marketplace: string, totals: Totals) => {
    stream.write(`${translate(language, 'progress.line', { marketplace, settled: settledOf(totals), items, ...counts(totals) })}\n`);
  };
  return {
    start(total) {
      items = total;
      stream.write(`${translate(language, 'progress.start', { items })}\n`);
    },
    event(marketplace, event, totals) {
      if (event.type === 'paused') return;
      const now = clock.monotonic();
      if (settledOf(totals) < items && now - (lastAt.get(marketplace) ?? -quietMs) < quietMs) return;
      if (settledOf(totals) >= items && event.type !== 'outcome') return;
      lastAt.set(marketplace, now);
      line(marketplace, totals);
    },
    close() {},
  };
}

const counts = ({ accepted, rejected, unknown }: Totals) => ({ accepted, rejected, unknown });

/** Says nothing. */
export const noProgress: ProgressDisplay = { start() {}, event() {}, close() {} };
