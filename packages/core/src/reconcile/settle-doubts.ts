import type { OutcomeEvent, Reason } from '../bulk/bulk-event.js';
import { chunkSource } from '../bulk/chunks.js';
import { reasonOf } from '../bulk/failure-outcome.js';
import { unknown } from '../bulk/outcomes.js';
import type { InDoubt, Items } from '../marketplace/marketplace.js';

/**
 * Reads back items in doubt, so many at a time, for authors of a port's `reconcile`. Each item gets one outcome: what `look` says of
 * it, else unknown. A read that fails proves nothing, so its items stay unknown, whatever the failure.
 *
 * @param look what the marketplace tells of these items now; what it leaves out stays unknown
 */
export async function* settleDoubts(
  items: Items<InDoubt>, size: number, look: (items: readonly InDoubt[]) => Promise<readonly OutcomeEvent[]>,
): AsyncGenerator<OutcomeEvent> {
  const source = chunkSource(items, size);
  try {
    for (let chunk = await source.take(); chunk; chunk = await source.take()) {
      const found = new Map<string, OutcomeEvent>();
      let silence: Reason = notTold;
      try {
        for (const outcome of await look(chunk)) found.set(outcome.sku, outcome);
      } catch (error) {
        silence = reasonOf(error);
      }
      for (const { sku } of chunk) yield found.get(sku) ?? unknown(sku, silence);
    }
  } finally {
    await source.close();
  }
}

const notTold = { code: 'occwo.not-found', message: 'the marketplace shows no such card', hint: 'it may still be at work: look again later, or publish again' };
