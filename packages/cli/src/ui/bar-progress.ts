import cliProgress from 'cli-progress';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import { settledOf, stepCounter } from './progress.js';
import type { ProgressDisplay } from './progress.js';

/** One bar a marketplace, on a terminal. */
export function barProgress(stream: NodeJS.WriteStream, language: Language, marketplaces: readonly string[]): ProgressDisplay {
  const counts = translate(language, 'progress.counts', { accepted: '{accepted}', rejected: '{rejected}', unknown: '{unknown}' });
  const bars = new cliProgress.MultiBar(
    { stream, format: `{name} {bar} {value}/{total}  ${counts}  {remark}`, hideCursor: true, clearOnComplete: false, barsize: 28, fps: 8 },
    cliProgress.Presets.shades_classic,
  );
  const widest = Math.max(...marketplaces.map((name) => name.length));
  const steps = stepCounter(language);
  const byName = new Map<string, cliProgress.SingleBar>();
  return {
    start(items) {
      for (const name of marketplaces) {
        byName.set(name, bars.create(items, 0, { name: name.padEnd(widest), accepted: 0, rejected: 0, unknown: 0, remark: '' }));
      }
    },
    event(marketplace, event, totals) {
      const { accepted, rejected, unknown } = totals;
      steps.note(marketplace, event);
      const waiting = event.type === 'paused' && translate(language, 'progress.paused', { reason: event.reason, seconds: Math.ceil(event.milliseconds / 1000) });
      const remark = waiting || steps.text(marketplace);
      byName.get(marketplace)?.update(settledOf(totals), { accepted, rejected, unknown, remark });
    },
    close() {
      bars.stop();
    },
  };
}
