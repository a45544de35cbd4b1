import type { Reason } from '@occwo/core';

/**
 * Watches over the SKUs of one chunk. Market trims the ids that it is sent, so "A" and "A " are one offer: of two prices or stocks the one
 * that happens to be applied last would hold, and both would look accepted. The second is refused, by name.
 */
export function oneOffer(): (sku: string) => Reason | undefined {
  const seen = new Map<string, string>();
  return (sku) => {
    const id = sku.trim();
    const first = seen.get(id);
    if (first === undefined) seen.set(id, sku);
    if (first === undefined || first === sku) return undefined;
    return {
      code: 'occwo.duplicate-sku', field: 'sku', message: `"${sku}" and "${first}" are one offer for Market: it cuts blanks at both ends`,
      hint: 'take the blanks out of the SKU, and give each item its own',
    };
  };
}
