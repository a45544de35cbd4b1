import type { ApiError } from '@occwo/core';
import type { CardDraft } from './build-card.js';
import type { CardUpdate } from './card.js';
import type { CardGroup, ContentCalls } from './content-calls.js';
import { requestParts } from './request-parts.js';
import { sendSplitting } from './send-splitting.js';
import type { Blame, SplitResult } from './send-splitting.js';

/** Variants of one model in one entry of an upload; the rest of a greater group makes a second one. */
const largestGroup = 30;
/** Groups in one upload. */
const mostGroups = 100;
/** Cards that join an existing one, in one request. */
const largestJoin = 29;
/** Cards in one update. */
const mostUpdates = 3000;

/** Uploads cards that do not exist yet. Products of one group and one subject become variants of one model. */
export function uploadCards(calls: ContentCalls, drafts: readonly CardDraft[]): Promise<SplitResult<CardDraft>> {
  return sendSplitting(drafts, {
    send: (part) => calls.upload(groupsOf(part).map(wireGroup)),
    requests: (all) => requestParts(groupsOf(all), mostGroups, wireGroup).map((groups) => groups.flat()),
    blame: blameCards,
    middle: betweenGroups,
  });
}

/** Makes cards that join the group of an existing card. */
export function joinCards(calls: ContentCalls, imtId: number, drafts: readonly CardDraft[]): Promise<SplitResult<CardDraft>> {
  const send = async (part: readonly CardDraft[]) => calls.join(imtId, part.map(({ variant }) => variant));
  return sendSplitting(drafts, { send, blame: blameCards, isWhole: isFullGroup, requests: (all) => requestParts(all, largestJoin, ({ variant }) => variant) });
}

/** Whether a group was refused further members. */
export function isFullGroup({ message }: { readonly message: string }): boolean {
  return /не больше 30 карточек/i.test(message);
}

export function updateCards<Change extends { readonly draft: CardDraft; readonly update: CardUpdate }>(
  calls: ContentCalls, changes: readonly Change[],
): Promise<SplitResult<Change>> {
  return sendSplitting(changes, {
    send: (part) => calls.update(part.map(({ update }) => update)),
    requests: (all) => requestParts(all, mostUpdates, ({ update }) => update),
    blame: (error, part) => {
      const guilty = blameCards(error, part.map(({ draft }) => draft));
      return new Map(part.flatMap((change) => (guilty.has(change.draft) ? [[change, guilty.get(change.draft) as Blame] as const] : [])));
    },
  });
}

/** The group that a draft belongs to; a name of its own for one that stands alone. Subjects cannot be mixed in a group. */
export function groupOf({ product, subjectId }: CardDraft): string {
  return product.group === undefined ? `\u0000${product.sku}` : `${subjectId}\u0000${product.group}`;
}

/** Drafts by group, in the order in which each group appears, none greater than Wildberries takes. */
function groupsOf(drafts: readonly CardDraft[]): (readonly CardDraft[])[] {
  const byGroup = new Map<string, CardDraft[]>();
  for (const draft of drafts) {
    const members = byGroup.get(groupOf(draft));
    if (members) members.push(draft);
    else byGroup.set(groupOf(draft), [draft]);
  }
  return [...byGroup.values()].flatMap((members) => parts(members, largestGroup));
}

function wireGroup(drafts: readonly CardDraft[]): CardGroup {
  return { subjectID: (drafts[0] as CardDraft).subjectId, variants: drafts.map(({ variant }) => variant) };
}

function parts<Item>(items: readonly Item[], size: number): (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** The place nearest the middle where one group ends and the next begins. */
function betweenGroups(drafts: readonly CardDraft[]): number {
  const middle = Math.ceil(drafts.length / 2);
  const isBorder = (at: number) => at > 0 && at < drafts.length && groupOf(drafts[at - 1] as CardDraft) !== groupOf(drafts[at] as CardDraft);
  for (let distance = 0; distance < drafts.length; distance += 1) {
    if (isBorder(middle - distance)) return middle - distance;
    if (isBorder(middle + distance)) return middle + distance;
  }
  return middle;
}

/** A refusal of a whole request names articles, or the subject that does not exist, under `additionalErrors`. */
function blameCards(error: ApiError, drafts: readonly CardDraft[]): Map<CardDraft, Blame> {
  const named = namedBy(error);
  const guilty = new Map<CardDraft, Blame>();
  for (const draft of drafts) {
    const message = named[draft.variant.vendorCode];
    if (typeof message === 'string') guilty.set(draft, { message: `${textOf(error)}: ${message}` });
    else if (named.id !== undefined && String(named.id) === String(draft.subjectId)) guilty.set(draft, { message: error.message });
  }
  return guilty;
}

function namedBy({ body }: ApiError): Readonly<Record<string, unknown>> {
  const more = (body as { additionalErrors?: unknown } | undefined)?.additionalErrors;
  return typeof more === 'object' && more !== null && !Array.isArray(more) ? (more as Record<string, unknown>) : {};
}

const textOf = ({ body, message }: ApiError) => (body as { errorText?: string } | undefined)?.errorText || message;
