import { rejected, unknown } from '@occwo/core/client';
import type { OutcomeEvent, Reason } from '@occwo/core';
import type { CardDraft } from './build-card.js';
import type { Card, CardUpdate } from './card.js';
import { knownCard } from './card-directory.js';
import type { KnownCard } from './card-directory.js';
import { finishCard } from './finish-card.js';
import type { PublishRun } from './publish-run.js';
import { doubtOf, reasonOf, refusedBy } from './reasons.js';
import { groupOf, isFullGroup, joinCards, updateCards, uploadCards } from './send-cards.js';
import type { Refusal, SplitResult } from './send-splitting.js';

/** A card that is there and has to be overwritten. */
export interface CardChange {
  readonly draft: CardDraft;
  readonly card: KnownCard;
  readonly update: CardUpdate;
  readonly warnings: readonly Reason[];
}

/** What a round of sending needs to know of its entries. */
interface Round<Entry> {
  readonly run: PublishRun;
  readonly entries: readonly Entry[];
  send(entries: readonly Entry[]): Promise<SplitResult<Entry>>;
  draftOf(entry: Entry): CardDraft;
  warningsOf(entry: Entry): readonly Reason[];
  /** The card as it is now, when it was not announced in time. */
  lateCard(entry: Entry): Promise<Card | undefined>;
  /** Takes a refusal over; default: it is told. */
  take?(refusal: Refusal<Entry>): boolean;
}

/**
 * Makes new cards and waits for them. `models` tells which group at Wildberries a group of the catalogue already has; where
 * that one is full, the rest make a new one. Drafts whose article turns out to be in use go to `taken`.
 */
export async function* settleNew(drafts: readonly CardDraft[], models: ReadonlyMap<string, number>, taken: CardDraft[], run: PublishRun): AsyncGenerator<OutcomeEvent> {
  const common = {
    run,
    draftOf: (draft: CardDraft) => draft,
    warningsOf: ({ warnings }: CardDraft) => warnings,
    lateCard: ({ variant }: CardDraft) => run.directory.search(variant.vendorCode),
  };
  const isTaken = ({ entry, message }: Refusal<CardDraft>) => /vendor code is used/i.test(message) && taken.push(entry) > 0;
  const joining = new Map<number, CardDraft[]>();
  const alone: CardDraft[] = [];
  for (const draft of drafts) {
    const imtId = models.get(groupOf(draft));
    if (imtId === undefined) alone.push(draft);
    else joining.set(imtId, [...(joining.get(imtId) ?? []), draft]);
  }
  for (const [imtId, entries] of joining) {
    const take = (refusal: Refusal<CardDraft>) => isTaken(refusal) || (isFullGroup(refusal) && alone.push(refusal.entry) > 0);
    yield* settle({ ...common, take, entries, send: (part) => joinCards(run.calls, imtId, part) });
  }
  yield* settle({ ...common, take: isTaken, entries: alone, send: (entries) => uploadCards(run.calls, entries) });
}

/** Overwrites cards and waits until the change shows. */
export async function* settleChanges(changes: readonly CardChange[], run: PublishRun): AsyncGenerator<OutcomeEvent> {
  yield* settle({
    run,
    entries: changes,
    send: (entries) => updateCards(run.calls, entries),
    draftOf: ({ draft }: CardChange) => draft,
    warningsOf: ({ warnings }: CardChange) => warnings,
    lateCard: async () => undefined,
  });
}

/** Sends, tells what became of each entry, and sends those again that fell only because of others. */
async function* settle<Entry>(round: Round<Entry>): AsyncGenerator<OutcomeEvent> {
  for (let entries = round.entries; entries.length > 0; ) {
    const draggedDown: Entry[] = [];
    yield* settleOnce({ ...round, entries }, draggedDown);
    // Every round takes a refused card out; one that takes none out would only repeat itself.
    if (draggedDown.length === entries.length) {
      for (const entry of draggedDown) yield rejected(round.draftOf(entry).product.sku, refusedWithOthers);
      return;
    }
    entries = draggedDown;
  }
}

const refusedWithOthers: Reason = {
  code: 'occwo.refused-with-others',
  message: 'Wildberries refused the request that the card was in and says nothing of the card itself',
  hint: 'send it again alone',
};

async function* settleOnce<Entry>(round: Round<Entry>, draggedDown: Entry[]): AsyncGenerator<OutcomeEvent> {
  const { run, draftOf } = round;
  const articleOf = (entry: Entry) => draftOf(entry).variant.vendorCode;
  const verdicts = new Map(round.entries.map((entry) => [entry, run.watch.expect(articleOf(entry))]));
  const { sent, refused, doubtful, stopped } = await round.send(round.entries);
  for (const entry of stopped?.unsent ?? []) run.watch.forget(articleOf(entry));
  for (const refusal of refused) {
    run.watch.forget(articleOf(refusal.entry));
    if (!round.take?.(refusal)) yield rejected(draftOf(refusal.entry).product.sku, reasonOf(refusal));
  }
  for (const entry of [...sent, ...doubtful]) {
    const draft = draftOf(entry);
    const verdict = await verdicts.get(entry);
    if (verdict?.kind === 'card') yield await finishCard(run, knownCard(verdict.card), draft, round.warningsOf(entry));
    else if (verdict?.kind === 'refused') yield rejected(draft.product.sku, ...verdict.messages.map(refusedBy));
    else if (verdict?.kind === 'dragged-down') draggedDown.push(entry);
    else if (verdict?.kind === 'lost') yield unknown(draft.product.sku, doubtOf(verdict.error));
    else yield await lateOutcome(round, entry, verdict?.waitedMs ?? 0);
  }
  if (stopped && (stopped.unsent.length > 0 || doubtful.length === 0)) throw stopped.error;
}

/** Nothing was heard of a card in time. It was sent, so whatever fails from here on leaves it unknown, never refused. */
async function lateOutcome<Entry>({ run, draftOf, warningsOf, lateCard }: Round<Entry>, entry: Entry, waitedMs: number): Promise<OutcomeEvent> {
  const draft = draftOf(entry);
  try {
    const card = await lateCard(entry);
    return card ? await finishCard(run, knownCard(card), draft, warningsOf(entry)) : unknown(draft.product.sku, silence(waitedMs));
  } catch (error) {
    return unknown(draft.product.sku, doubtOf(error));
  }
}

const silence = (waitedMs: number): Reason => ({
  code: 'occwo.deadline',
  message: `the card is neither in the list of cards nor in the list of errors ${Math.round(waitedMs / 1000)} s after it was sent`,
  hint: 'publish it again later: Wildberries may need up to 30 minutes',
});
