import type { Characteristic } from './card.js';
import { CardDirectory } from './card-directory.js';
import { CardWatch } from './card-watch.js';
import type { ContentCalls } from './content-calls.js';
import type { WildberriesMapping } from './mapping.js';
import type { Patience } from './port-options.js';

/** What the chunks of one `publish` share: the seller's cards, the watch over new ones, the characteristics of subjects. */
export class PublishRun {
  readonly directory: CardDirectory;
  readonly watch: CardWatch;
  readonly #characteristics = new Map<number, Promise<readonly Characteristic[]>>();

  constructor(readonly calls: ContentCalls, readonly mapping: WildberriesMapping, patience: Patience, signal?: AbortSignal) {
    this.directory = new CardDirectory(calls);
    this.watch = new CardWatch(calls, this.directory, { ...patience, signal });
  }

  /** Asked for once a subject; a failure is not remembered. */
  characteristics(subjectId: number): Promise<readonly Characteristic[]> {
    let known = this.#characteristics.get(subjectId);
    if (!known) {
      known = this.calls.characteristics(subjectId);
      this.#characteristics.set(subjectId, known);
      known.catch(() => this.#characteristics.delete(subjectId));
    }
    return known;
  }
}
