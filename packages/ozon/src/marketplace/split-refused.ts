import type { ApiError } from '@occwo/core';
import { OccwoError } from '@occwo/core';

/** Whether an error speaks of what was sent, so that a smaller part of it may pass. */
function isAboutContent(error: unknown): boolean {
  if (!OccwoError.is(error)) return false;
  return error.code === 'validation' || ((error as ApiError).status === 400 && error.code === 'invalid-request');
}

/**
 * Sends a batch; where Ozon refuses it as a whole (400), sends its halves, until the item that it refuses stands alone.
 * Only for operations that may be repeated: a half may have been sent before.
 */
export async function* splitRefused<Item, Event>(
  items: readonly Item[],
  send: (items: readonly Item[]) => AsyncIterable<Event>,
  refuse: (item: Item, error: unknown) => Event,
): AsyncGenerator<Event> {
  try {
    yield* send(items);
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    const [only] = items;
    if (items.length === 1 && only !== undefined) {
      yield refuse(only, error);
      return;
    }
    const middle = Math.ceil(items.length / 2);
    yield* splitRefused(items.slice(0, middle), send, refuse);
    yield* splitRefused(items.slice(middle), send, refuse);
  }
}
