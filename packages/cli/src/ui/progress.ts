import type { Clock, PublishEvent, PublishStep } from '@occwo/core';
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
  const steps = stepCounter(language);
  let items = 0;
  const line = (marketplace: string, totals: Totals) => {
    stream.write(`${translate(language, 'progress.line', { marketplace, settled: settledOf(totals), items, ...counts(totals) })}${skippedText(totals, language)}${steps.text(marketplace)}\n`);
  };
  return {
    start(total) {
      items = total;
      stream.write(`${translate(language, 'progress.start', { items })}\n`);
    },
    event(marketplace, event, totals) {
      steps.note(marketplace, event);
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

/** How far the steps of each marketplace have come. */
export interface StepCounter {
  note(marketplace: string, event: PublishEvent): void;
  /** ` (cards 100, prices 40)`; steps that have done nothing yet are left out. */
  text(marketplace: string): string;
  /** Cards, prices and stocks done, together. */
  sum(marketplace: string): number;
}

/** An item is settled only after its last step, so the steps tell that something goes on. */
export function stepCounter(language: Language): StepCounter {
  const done = new Map<string, Map<PublishStep, number>>();
  const of = (marketplace: string) => [...(done.get(marketplace) ?? [])].filter(([, count]) => count > 0);
  return {
    note(marketplace, event) {
      if (event.type !== 'progress') return;
      const steps = done.get(marketplace) ?? new Map<PublishStep, number>();
      done.set(marketplace, steps.set(event.step, event.accepted + event.rejected + event.unknown));
    },
    text(marketplace) {
      const steps = of(marketplace).map(([step, count]) => `${translate(language, `step.${step}`)} ${count}`);
      return steps.length > 0 ? ` (${steps.join(', ')})` : '';
    },
    sum: (marketplace) => of(marketplace).reduce((sum, [, count]) => sum + count, 0),
  };
}

const skippedText = ({ skipped }: Totals, language: Language) => (skipped > 0 ? translate(language, 'progress.skipped', { skipped }) : '');

const counts = ({ accepted, rejected, unknown }: Totals) => ({ accepted, rejected, unknown });

/** Says nothing. */
export const noProgress: ProgressDisplay = { start() {}, event() {}, close() {} };
