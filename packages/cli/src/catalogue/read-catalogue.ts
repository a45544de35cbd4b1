import type { Language } from '../messages/language.js';
import type { CatalogueItem } from './catalogue-item.js';
import type { CatalogueFile } from './open-catalogue.js';

/** Reads a catalogue from its beginning, as a stream: memory stays flat at any size. Each call reads the file anew. */
export async function* readCatalogue({ path, format }: CatalogueFile, language: Language): AsyncGenerator<CatalogueItem> {
  if (format === 'csv') yield* (await import('./read-csv.js')).readCsv(path, language);
  else if (format === 'jsonl') yield* (await import('./read-jsonl.js')).readJsonl(path, language);
  else yield* (await import('./read-feed.js')).readFeed(path, language);
}
