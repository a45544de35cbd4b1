import type { Clock } from '@occwo/core';

/** Between cut connections two of sixty closes never came back (amqplib 2.3.1, 2026-11; which question stayed unanswered is not known). */
export const goodbyeMs = 3_000;

/** Waits for work whose failure does not matter, but no longer than so many milliseconds. */
export function within(clock: Clock, milliseconds: number, work: () => Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.schedule(resolve, milliseconds, { unref: true });
    // An async wrapper: some calls throw at once where the connection is gone already.
    void (async () => work())().catch(() => undefined).then(() => {
      cancel();
      resolve();
    });
  });
}
