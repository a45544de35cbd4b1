import { accepted, pollUntil, rejected, unknown } from '@occwo/core/client';
import type { OutcomeEvent, PriceUpdate, Reason } from '@occwo/core';
import type { CardDirectory } from './card-directory.js';
import type { Patience } from './port-options.js';
import type { Good, PriceCalls, PricedGood, PriceTask } from './price-calls.js';
import { priceFields } from './price-fields.js';
import { doubtOf, localReason, reasonOf } from './reasons.js';
import { resolveIds } from './resolve-ids.js';
import { sendSplitting } from './send-splitting.js';
import type { Refusal } from './send-splitting.js';

export interface PriceRun {
  readonly calls: PriceCalls;
  readonly directory: CardDirectory;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly currency: string;
}

/** A good that is to be priced, and the item it came from. */
interface Priced {
  readonly sku: string;
  readonly good: Good;
  readonly warnings: readonly Reason[];
}

/** Sets the prices of one chunk. */
export async function* setPrices(updates: readonly PriceUpdate[], run: PriceRun): AsyncGenerator<OutcomeEvent> {
  const { found, missing } = await resolveIds(updates, run.directory, 'nmId');
  for (const event of missing) yield event;
  const priced: Priced[] = [];
  const cards = new Set<number>();
  for (const { item, id } of found) {
    const made = priceFields(item, run.currency);
    if ('reasons' in made) yield rejected(item.sku, ...made.reasons);
    else if (cards.has(id)) yield rejected(item.sku, sameCard(id));
    else if (cards.add(id)) priced.push({ sku: item.sku, good: { nmID: id, ...made.fields }, warnings: made.warnings });
  }

  const uploads: { readonly id: number; readonly part: readonly Priced[] }[] = [];
  const { refused, doubtful, stopped } = await sendSplitting(priced, {
    send: async (part) => void uploads.push({ id: await run.calls.upload(part.map(({ good }) => good)), part }),
    isWhole: isAlreadySet,
  });
  for (const { id, part } of uploads) yield* settleUpload(id, part, run);
  yield* settleRefused(refused, run);
  if (doubtful.length > 0) yield* compare(doubtful, run, ({ sku }) => unknown(sku, doubtOf(stopped?.error)));
  if (stopped && (stopped.unsent.length > 0 || doubtful.length === 0)) throw stopped.error;
}

/** "Already set" stands among the refusals, and is what was asked for. */
async function* settleRefused(refused: readonly Refusal<Priced>[], run: PriceRun): AsyncGenerator<OutcomeEvent> {
  const already: Priced[] = [];
  for (const refusal of refused) {
    if (isAlreadySet(refusal)) already.push(refusal.entry);
    else yield rejected(refusal.entry.sku, reasonOf(refusal));
  }
  if (already.length > 0) yield* compare(already, run, (priced) => rejected(priced.sku, notTaken(priced)));
}

/** Said of an upload that would change nothing, whatever its size; the second of its two texts leaves open whether the ids are wrong. */
const isAlreadySet = ({ message }: { readonly message: string }) => /already set/i.test(message);

/** Waits until an upload has been worked off, then tells what became of each good. What cannot be read stays unknown: it was sent. */
async function* settleUpload(id: number, part: readonly Priced[], run: PriceRun): AsyncGenerator<OutcomeEvent> {
  let task: PriceTask;
  let results: ReadonlyMap<number, PricedGood>;
  try {
    task = await pollUntil({ ...run.patience, signal: run.signal }, () => run.calls.task(id));
    const isMixed = task.status !== 3 && task.status !== 4;
    results = new Map((isMixed ? await run.calls.goods(id) : []).map((good) => [good.nmID, good]));
  } catch (error) {
    for (const { sku } of part) yield unknown(sku, doubtOf(error));
    return;
  }
  const unmentioned: Priced[] = [];
  for (const priced of part) {
    const result = results.get(priced.good.nmID);
    if (task.status === 4) yield rejected(priced.sku, cancelled(id));
    else if (task.status === 3 || result?.status === 2) yield acceptedPrice(priced);
    else if (result) yield rejected(priced.sku, refusedBy(result.errorText ?? 'the price was not taken'));
    else unmentioned.push(priced);
  }
  if (unmentioned.length > 0) yield* compare(unmentioned, run, (priced) => rejected(priced.sku, notTaken(priced)));
}

/** Looks at the prices in force: the same ones are as good as set. */
async function* compare(part: readonly Priced[], run: PriceRun, otherwise: (priced: Priced) => OutcomeEvent): AsyncGenerator<OutcomeEvent> {
  let inForce: ReadonlyMap<number, Good>;
  try {
    inForce = new Map((await run.calls.inForce(part.map(({ good }) => good.nmID))).map((good) => [good.nmID, good]));
  } catch (error) {
    for (const { sku } of part) yield unknown(sku, doubtOf(error));
    return;
  }
  for (const priced of part) {
    const now = inForce.get(priced.good.nmID);
    yield now?.price === priced.good.price && now.discount === priced.good.discount ? acceptedPrice(priced) : otherwise(priced);
  }
}

const acceptedPrice = ({ sku, good, warnings }: Priced) => accepted(sku, { nmId: String(good.nmID) }, warnings);

const cancelled = (id: number): Reason => ({ code: 'upload-cancelled', message: `Wildberries cancelled the upload ${id}`, hint: 'send the prices again', temporary: true });

const notTaken = ({ good }: Priced): Reason => ({
  code: 'price-not-taken',
  message: `Wildberries did not take the price of card ${good.nmID}, and gives no reason`,
  hint: 'a new card takes a price only after up to 30 minutes: send it again later',
  temporary: true,
});

const refusedBy = (message: string): Reason => ({
  code: 'price-refused',
  message,
  hint: /quarantine|карантин/i.test(message) ? 'the price fell too far at once: confirm it in the cabinet, or lower it in steps' : 'correct the price and send it again',
});

const sameCard = (nmID: number): Reason =>
  localReason('duplicate-card', `another item of this run has the card ${nmID} too`, 'externalIds', 'correct externalIds.nmId: each article has a card of its own');
