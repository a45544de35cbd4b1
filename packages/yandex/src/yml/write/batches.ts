import type { BatchEncoder } from './batch-encoder.js';

/** What offers come as: an array, a generator, an async generator, a Node stream in object mode. */
export type OfferSource<T> = Iterable<T> | AsyncIterable<T>;

/** Bytes of some offers, ready to be written. */
export interface OfferBatch {
  readonly bytes: Buffer;
  readonly offers: number;
}

/** Texts of the offers that are written; `render` answers undefined for one that is left out. */
export async function* renderedOffers<T>(offers: OfferSource<T>, render: (offer: T) => string | undefined): AsyncGenerator<string> {
  for await (const offer of offers) {
    const xml = render(offer);
    if (xml !== undefined) yield xml;
  }
}

/** Renders offers batch by batch. A plain iterable is walked without a promise an offer. */
export async function* offerBatches<T>(offers: OfferSource<T>, render: (offer: T) => string | undefined, encoder: BatchEncoder): AsyncGenerator<OfferBatch> {
  let count = 0;
  const take = (offer: T): boolean => {
    const xml = render(offer);
    if (xml === undefined) return false;
    count += 1;
    return encoder.add(xml);
  };
  const cut = (): OfferBatch => {
    const batch = { bytes: encoder.take(), offers: count };
    count = 0;
    return batch;
  };
  if (Symbol.iterator in offers) {
    for (const offer of offers) if (take(offer)) yield cut();
  } else {
    for await (const offer of offers) if (take(offer)) yield cut();
  }
  if (count > 0) yield cut();
}
