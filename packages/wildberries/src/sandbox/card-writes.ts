import type { SandboxContext, SandboxReply } from '@occwo/core/sandbox';
import type { CardUpdate, CardVariant } from '../marketplace/card.js';
import type { CardGroup } from '../marketplace/content-calls.js';
import { cardErrors, missingCharacteristics } from './card-rules.js';
import { content, contentError } from './replies.js';
import type { SandboxCard, SellerState } from './seller-state.js';
import { sandboxSubjects } from './subjects.js';
import type { SandboxSubject } from './subjects.js';

/** What the writes of cards need beside the seller's state. */
export interface CardWrites {
  readonly state: SellerState;
  readonly context: SandboxContext;
  /** False: every card is taken unseen. */
  readonly refuse: boolean;
}

const limits = { groups: 100, variants: 30, joined: 29, updates: 3000 };

/** Takes an upload, or refuses it as a whole; cards come to be later, each group as a whole. */
export function upload(groups: readonly CardGroup[], writes: CardWrites): SandboxReply {
  if (groups.length === 0 || groups.length > limits.groups || groups.some(({ variants }) => variants.length === 0 || variants.length > limits.variants)) {
    return contentError(400, 'Invalid request format');
  }
  const unknownSubject = groups.find(({ subjectID }) => !subjectOf(subjectID));
  if (unknownSubject) return contentError(400, 'This category does not exist', { id: String(unknownSubject.subjectID) });
  const refusal = refuseVariants(groups.flatMap(({ variants, subjectID }) => variants.map((variant) => ({ variant, subjectID }))), writes);
  if (refusal) return refusal;
  for (const { subjectID, variants } of groups) {
    writes.state.later(() => makeGroup(variants, subjectOf(subjectID) as SandboxSubject, writes.state.nextId(), writes));
  }
  return content(null);
}

export function join({ imtID, cardsToAdd }: { readonly imtID: number; readonly cardsToAdd: readonly CardVariant[] }, writes: CardWrites): SandboxReply {
  const sibling = [...writes.state.cards.values()].find((card) => card.imtID === imtID);
  if (!sibling) return contentError(400, 'Указан несуществующий imt', { error: 'Указан несуществующий imt' });
  if (cardsToAdd.length === 0 || cardsToAdd.length > limits.joined) return contentError(400, 'Invalid request format');
  const members = [...writes.state.cards.values()].filter((card) => card.imtID === imtID).length;
  if (members + cardsToAdd.length > limits.variants) return contentError(400, 'В группу можно объединить не больше 30 карточек. В результате запроса будет превышен лимит');
  const refusal = refuseVariants(cardsToAdd.map((variant) => ({ variant, subjectID: sibling.subjectID })), writes);
  if (refusal) return refusal;
  writes.state.later(() => makeGroup(cardsToAdd, subjectOf(sibling.subjectID) as SandboxSubject, imtID, writes));
  return content(null);
}

/** Overwrites cards. A request with one bad card is not carried out, as far as the list of errors tells. */
export function update(cards: readonly CardUpdate[], writes: CardWrites): SandboxReply {
  if (cards.length === 0 || cards.length > limits.updates) return contentError(400, 'Invalid request format');
  const { state } = writes;
  const unknownCard = cards.find(({ nmID }) => !state.card(nmID));
  if (unknownCard) return contentError(400, 'Указан несуществующий nmID карточки товара', { [unknownCard.vendorCode]: `nmID ${unknownCard.nmID}` });
  const refusal = refuseMissing(cards.map((variant) => ({ variant: variant as CardVariant, subjectID: state.card(variant.nmID)?.subjectID as number })), writes);
  if (refusal) return refusal;
  state.later(() => {
    const found = cards.flatMap((card) => {
      const old = state.card(card.nmID);
      return old ? [{ card, old, subject: subjectOf(old.subjectID) as SandboxSubject }] : [];
    });
    const errors = new Map(found.map(({ card, subject }) => [card.vendorCode, writes.refuse ? cardErrors(card as CardVariant, subject, state) : []]));
    if (noteErrors(errors, found[0]?.subject, state)) return;
    for (const { card, old, subject } of found) {
      writes.context.effect('card', card.vendorCode, state.putCard(overwritten(old, card, subject, state)));
    }
  });
  return content(null);
}

/** Whatever an update leaves out is lost; photos stay, and barcodes and sizes can only be added. */
function overwritten(old: SandboxCard, card: CardUpdate, subject: SandboxSubject, state: SellerState): Omit<SandboxCard, 'updatedAt'> {
  const kept = old.sizes.map((size) => {
    const skus = card.sizes.find(({ chrtID }) => chrtID === size.chrtID)?.skus ?? [];
    return { ...size, skus: [...new Set([...(size.skus ?? []), ...skus])] };
  });
  const added = card.sizes.filter(({ chrtID }) => chrtID === undefined).map((size) => ({ ...size, chrtID: state.newSize(), skus: size.skus ?? [] }));
  const { dimensions } = card;
  return {
    ...old,
    vendorCode: card.vendorCode, title: card.title ?? '', description: card.description ?? '', brand: card.brand ?? '', kizMarked: card.kizMarked,
    dimensions: dimensions ?? { length: 0, width: 0, height: 0, weightBrutto: 0 },
    characteristics: named(card.characteristics, subject),
    sizes: [...kept, ...added],
  };
}

interface Upload {
  readonly variant: CardVariant;
  readonly subjectID: number;
}

/** Reasons for which a whole upload is refused at once. */
function refuseVariants(uploads: readonly Upload[], writes: CardWrites): SandboxReply | undefined {
  const { state } = writes;
  if (uploads.some(({ variant }) => variant.vendorCode === '')) return contentError(400, 'A card cannot be created without a vendorCode');
  const articles = uploads.map(({ variant }) => variant.vendorCode);
  const taken = articles.some((article, index) => state.cards.has(article) || state.trash.has(article) || articles.indexOf(article) !== index);
  if (taken) return contentError(400, "bad request; Unexpected the specified card's vendor code is used in other cards");
  return refuseMissing(uploads, writes);
}

function refuseMissing(uploads: readonly Upload[], { refuse }: CardWrites): SandboxReply | undefined {
  if (!refuse) return undefined;
  const lacking = uploads.flatMap(({ variant, subjectID }) => {
    const missing = missingCharacteristics(variant, subjectOf(subjectID) as SandboxSubject);
    return missing.length > 0 ? [[variant.vendorCode, `missing required characteristics with ids: ${missing.map((id) => `{${id}}`).join(', ')}`] as const] : [];
  });
  return lacking.length > 0 ? contentError(400, 'some items lacks required characteristics. please fill them and try again.', Object.fromEntries(lacking)) : undefined;
}

function makeGroup(variants: readonly CardVariant[], subject: SandboxSubject, imtID: number, { state, context, refuse }: CardWrites): void {
  const errors = new Map(variants.map((variant) => [variant.vendorCode, refuse ? cardErrors(variant, subject, state) : []]));
  if (noteErrors(errors, subject, state)) return;
  for (const variant of variants) {
    const sizes = variant.sizes?.length ? variant.sizes : [{ techSize: 'A', wbSize: '1' }];
    const card = state.putCard({
      nmID: state.nextId(), imtID, nmUUID: state.nextUuid(), subjectID: subject.subjectID, subjectName: subject.subjectName,
      vendorCode: variant.vendorCode, title: variant.title, description: variant.description ?? '', brand: variant.brand ?? '', kizMarked: false, photos: [],
      dimensions: variant.dimensions ?? { length: 0, width: 0, height: 0, weightBrutto: 0 },
      characteristics: named(variant.characteristics ?? [], subject),
      sizes: sizes.map((size) => ({ techSize: size.techSize ?? '0', wbSize: size.wbSize ?? '', skus: size.skus?.length ? size.skus : [`20${state.nextId()}`], chrtID: state.newSize() })),
      createdAt: state.stamp(),
    });
    context.effect('card', card.vendorCode, card);
  }
}

/** Puts a batch on the list of errors when one of its cards is bad. All of its articles are named, errors only for the bad ones. */
function noteErrors(errors: ReadonlyMap<string, readonly string[]>, subject: SandboxSubject | undefined, state: SellerState): boolean {
  const bad = [...errors].filter(([, messages]) => messages.length > 0);
  if (bad.length === 0 || !subject) return false;
  const vendorCodes = [...errors.keys()];
  const subjects = Object.fromEntries(vendorCodes.map((article) => [article, { id: subject.subjectID, name: subject.subjectName }]));
  state.errors.push({ batchUUID: state.nextUuid(), vendorCodes, errors: Object.fromEntries(bad), updatedAt: state.stamp(), subjects, brands: {} } as never);
  return true;
}

function subjectOf(id: number): SandboxSubject | undefined {
  return sandboxSubjects.find(({ subjectID }) => subjectID === id);
}

function named(characteristics: CardVariant['characteristics'], subject: SandboxSubject) {
  return characteristics.map(({ id, value }) => ({ id, name: subject.characteristics.find(({ charcID }) => charcID === id)?.name ?? '', value }));
}
