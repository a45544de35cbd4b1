import type { CatalogueFile } from '../../catalogue/open-catalogue.js';
import { readCatalogue } from '../../catalogue/read-catalogue.js';
import type { Language } from '../../messages/language.js';

/** What a first read of the whole catalogue tells. */
export interface Survey {
  readonly items: number;
  /** Which items (from 1, in the order of the file) have an article that stood before. The first keeps it, as the marketplaces have it. */
  readonly duplicates: ReadonlySet<number>;
}

/** Reads a catalogue to its end, so that a file that breaks off is found before anything is sent. */
export async function surveyCatalogue(catalogue: CatalogueFile, language: Language, stop: AbortSignal): Promise<Survey> {
  // Hashes, not articles: a million of them cost a third of the memory, and two alike by chance are one in ten thousand catalogues of that size.
  const seen = new Set<number>();
  const duplicates = new Set<number>();
  let items = 0;
  for await (const item of readCatalogue(catalogue, language)) {
    if (stop.aborted) break;
    items += 1;
    if (item.type === 'problem') continue;
    const hash = hash53(item.product.sku);
    if (seen.has(hash)) duplicates.add(items);
    else seen.add(hash);
  }
  return { items, duplicates };
}

/** cyrb53: two 32-bit hashes mixed into the 53 bits that a number holds exactly. */
export function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
