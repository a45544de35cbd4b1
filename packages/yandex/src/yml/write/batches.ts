/** What offers come as: an array, a generator, an async generator, a Node stream in object mode. */
export type OfferSource<T> = Iterable<T> | AsyncIterable<T>;

/** Characters of one batch: large enough to keep the disk busy, small enough for flat memory. */
const batchCharacters = 128 * 1024;

/**
 * Renders offers batch by batch. `render` answers undefined for an offer that is left out. A plain iterable is walked without a
 * promise an offer.
 */
export async function* renderBatches<T>(offers: OfferSource<T>, render: (offer: T) => string | undefined): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let characters = 0;
  const take = (offer: T): boolean => {
    const xml = render(offer);
    if (xml === undefined) return false;
    batch.push(xml);
    characters += xml.length;
    return characters >= batchCharacters;
  };
  const cut = (): string[] => {
    const full = batch;
    batch = [];
    characters = 0;
    return full;
  };
  if (Symbol.iterator in offers) {
    for (const offer of offers) if (take(offer)) yield cut();
  } else {
    for await (const offer of offers) if (take(offer)) yield cut();
  }
  if (batch.length > 0) yield cut();
}
