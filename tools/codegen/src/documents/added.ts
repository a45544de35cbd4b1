import type { Overlay } from '../overlay/read-overlay.js';
import type { RawDocument } from './load-documents.js';

/** Where operations stand that no document has. */
export const addedFile = 'overlay.yaml';

/** Operations that the documents tell of only in prose (Performance's token call), written as OpenAPI paths in the overlay. */
export function readAdded(overlay: Overlay, documents: readonly RawDocument[]): RawDocument[] {
  if (!overlay.added) return [];
  return [{ file: addedFile, content: { servers: documents[0]?.content.servers, paths: overlay.added } }];
}
