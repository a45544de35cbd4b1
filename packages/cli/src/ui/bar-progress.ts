import cliProgress from 'cli-progress';
import type { Language } from '../messages/language.js';
import { ownText } from '../messages/errors/error-text.js';
import { translate } from '../messages/translate.js';
import { settledOf, stepCounter } from './progress.js';
import type { ProgressDisplay } from './progress.js';

/** Steps of an item: card, price, stock. The bar counts steps; the figures beside it count items. */
const stepsOfItem = 3;

/** One bar a marketplace, on a terminal. */
export function barProgress(stream: NodeJS.WriteStream, language: Language, marketplaces: readonly string[]): ProgressDisplay {
  const counts = translate(language, 'progress.counts', { accepted: '{accepted}', rejected: '{rejected}', unknown: '{unknown}' });
  const bars = new cliProgress.MultiBar(
    { stream, format: `{name} {bar} {settled}/{items}  ${counts}{remark}`, hideCursor: true, clearOnComplete: false, barsize: 28, fps: 8 },
    cliProgress.Presets.shades_classic,
  );
  const widest = Math.max(...marketplaces.map((name) => name.length));
  const steps = stepCounter(language);
  let items = 0;
  const byName = new Map<string, cliProgress.SingleBar>();
  return {
    start(total) {
      items = total;
      for (const name of marketplaces) {
        byName.set(name, bars.create(items * stepsOfItem, 0, { name: name.padEnd(widest), items, settled: 0, accepted: 0, rejected: 0, unknown: 0, remark: '' }));
      }
    },
    event(marketplace, event, totals) {
      const { accepted, rejected, unknown } = totals;
      steps.note(marketplace, event);
      const waiting = event.type === 'paused' && translate(language, 'progress.paused', { reason: ownText(event.reason, language), seconds: Math.ceil(event.milliseconds / 1000) });
      const remark = waiting ? ` ${waiting}` : steps.text(marketplace);
      const settled = settledOf(totals);
      // What is refused at the first step skips the others, so only the end is exactly full.
      const position = settled >= items ? items * stepsOfItem : Math.min(steps.sum(marketplace), items * stepsOfItem - 1);
      byName.get(marketplace)?.update(position, { settled, accepted, rejected, unknown, remark });
    },
    close() {
      bars.stop();
    },
  };
}
