import type { Reason } from '@occwo/core';
import type { CardDraft } from './build-card.js';
import { digest } from './card-directory.js';
import type { KnownCard } from './card-directory.js';
import type { Card, CardCharacteristic, CardSize, CardUpdate } from './card.js';
import { localReason } from './reasons.js';

export interface MergedCard {
  readonly update: CardUpdate;
  /** False when the card already is what it should be; then nothing needs to be sent. */
  readonly changed: boolean;
  readonly warnings: readonly Reason[];
}

/**
 * What `cards/update` must be sent so that nothing is lost: it overwrites the whole card, so whatever the catalogue does not
 * speak of is taken from the card as it stands. Photos, video and tags are not in it and stay by themselves.
 */
export function mergeCard(card: KnownCard, { variant, subjectId }: CardDraft, oldDescription?: string): MergedCard {
  const [sizes, warnings] = mergeSizes(card.sizes, variant.sizes[0] ?? {});
  const description = variant.description ?? oldDescription;
  const brand = variant.brand ?? card.brand;
  const dimensions = variant.dimensions ?? (card.dimensions && { length: 0, width: 0, height: 0, weightBrutto: 0, ...withoutFlag(card.dimensions) });
  const update: CardUpdate = {
    nmID: card.nmID,
    vendorCode: card.vendorCode,
    kizMarked: card.kizMarked ?? false,
    title: variant.title,
    ...(description !== undefined && { description }),
    ...(brand !== undefined && { brand }),
    ...(dimensions && { dimensions }),
    characteristics: mergeCharacteristics(card.characteristics ?? [], variant.characteristics),
    sizes,
  };
  if (card.subjectID !== subjectId) warnings.push(wrongSubject(card.subjectID, subjectId));
  const changed = !sameCard(card, update);
  if (changed && card.documentCount > 0) warnings.push(documentsAtRisk(card.documentCount));
  return { update, changed, warnings };
}

function mergeCharacteristics(old: readonly CardCharacteristic[], fresh: readonly CardCharacteristic[]): CardCharacteristic[] {
  const replaced = new Set(fresh.map(({ id }) => id));
  return [...old.filter(({ id }) => !replaced.has(id)).map(({ id, value }) => ({ id, value })), ...fresh];
}

/** Barcodes can be added, never taken away. With several sizes only a barcode or size name tells which one is meant. */
function mergeSizes(old: readonly CardSize[], fresh: CardSize): [sizes: CardSize[], warnings: Reason[]] {
  const sizes = old.map(({ chrtID, techSize, wbSize, skus }) => ({ chrtID, techSize, wbSize, skus: skus ?? [] }) as CardSize);
  const wanted = (fresh.skus ?? []).filter((barcode) => !sizes.some(({ skus }) => skus?.includes(barcode)));
  if (wanted.length === 0) return [sizes, []];
  const target = sizes.length === 1 ? 0 : sizes.findIndex(({ techSize }) => techSize !== undefined && techSize === fresh.techSize);
  const size = sizes[target];
  if (!size) {
    const message = `the card has ${sizes.length} sizes, so the barcode ${wanted[0]} was not added`;
    return [sizes, [localReason('size-ambiguous', message, 'barcodes', 'give the category a "size" in the mapping')]];
  }
  sizes[target] = { ...size, skus: [...(size.skus ?? []), ...wanted] };
  return [sizes, []];
}

function sameCard(card: KnownCard, update: CardUpdate): boolean {
  const canonical = (characteristics: readonly CardCharacteristic[] = []) =>
    characteristics.map(({ id, value }) => `${id}=${JSON.stringify(Array.isArray(value) ? value : [String(value)])}`).sort().join();
  return (
    (card.title ?? '') === update.title &&
    card.descriptionDigest === digest(update.description) &&
    (card.brand ?? '') === (update.brand ?? '') &&
    sameDimensions(card.dimensions, update.dimensions) &&
    canonical(card.characteristics) === canonical(update.characteristics) &&
    barcodeCount(card.sizes) === barcodeCount(update.sizes)
  );
}

function sameDimensions(old: Card['dimensions'], fresh: CardUpdate['dimensions']): boolean {
  return (['length', 'width', 'height', 'weightBrutto'] as const).every((side) => (old?.[side] ?? 0) === (fresh?.[side] ?? 0));
}

const barcodeCount = (sizes: readonly CardSize[]) => sizes.reduce((sum, { skus }) => sum + (skus?.length ?? 0), 0);

/** The card's `isValid` is Wildberries' opinion of the dimensions, no part of them. */
function withoutFlag({ length, width, height, weightBrutto }: Partial<CardUpdate['dimensions'] & object>) {
  return { ...(length !== undefined && { length }), ...(width !== undefined && { width }), ...(height !== undefined && { height }), ...(weightBrutto !== undefined && { weightBrutto }) };
}

const wrongSubject = (found: number, wanted: number): Reason =>
  localReason('subject-differs', `the card has subject ${found}, the mapping says ${wanted}`, 'subjectID', 'an update cannot change the subject: correct the mapping, or make the card anew');

/** No official document tells yet in what form an update takes them, and a wrong form would refuse the whole request. */
const documentsAtRisk = (count: number): Reason =>
  localReason('documents-not-sent', `the card has ${count} documents, and the update, which overwrites the card, did not carry them`, 'documents', 'look into the cabinet whether they are still there');
