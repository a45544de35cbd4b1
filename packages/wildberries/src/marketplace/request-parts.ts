/**
 * The most that one request may weigh, bytes. Wildberries takes 10 MB; what is above may be cut off on its way instead of being
 * answered 413, and then nobody knows whether the cards were taken. The margin is for commas and brackets.
 */
const mostBytes = 9_500_000;

/** Cuts items, in their order, into requests of at most `most` items and of a weight that Wildberries takes. */
export function requestParts<Item>(items: readonly Item[], most: number, bodyOf: (item: Item) => unknown): (readonly Item[])[] {
  const parts: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const weight = Buffer.byteLength(JSON.stringify(bodyOf(item)));
    const last = parts.at(-1);
    if (last && last.length < most && bytes + weight <= mostBytes) {
      last.push(item);
      bytes += weight;
    } else {
      parts.push([item]);
      bytes = weight;
    }
  }
  return parts;
}
