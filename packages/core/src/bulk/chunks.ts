import type { Items } from '../marketplace/marketplace.js';

/** Pulls an input in chunks, lazily; several workers may pull at once and never get the same item. */
export interface ChunkSource<Item> {
  /** The next chunk, or undefined at the end of the input. */
  take(): Promise<readonly Item[] | undefined>;
  /** Tells the input that nobody reads on. */
  close(): Promise<void>;
}

export function chunkSource<Item>(items: Items<Item>, size: number): ChunkSource<Item> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let turn: Promise<unknown> = Promise.resolve();
  let done = false;
  const pull = async (): Promise<readonly Item[] | undefined> => {
    const chunk: Item[] = [];
    while (chunk.length < size && !done) {
      const next = await iterator.next();
      if (next.done) done = true;
      else chunk.push(next.value);
    }
    return chunk.length > 0 ? chunk : undefined;
  };
  return {
    take() {
      const mine = turn.then(pull);
      turn = mine.catch(() => {
        done = true;
      });
      return mine;
    },
    async close() {
      if (!done) await iterator.return?.();
      done = true;
    },
  };
}
