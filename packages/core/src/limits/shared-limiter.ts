import { silentLogger } from '../log/logger.js';
import type { Logger } from '../log/logger.js';
import { systemClock } from '../time/clock.js';
import type { Clock } from '../time/clock.js';
import type { Limiter } from './limiter.js';
import type { LimitStore } from './limit-store.js';
import { createLimiter } from './memory-limiter.js';
import { ShareHolder } from './share-holder.js';

export interface SharedLimiterOptions {
  readonly store: LimitStore;
  /** Names this process among those of the account; must be its own. */
  readonly worker: string;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** How long this process's units stay its own when the store cannot be reached, milliseconds. Default: 15 000. */
  readonly leaseMs?: number;
}

/** A limiter whose limits are shared with other processes. `close` gives the units back. */
export interface SharedLimiter extends Limiter {
  close(): Promise<void>;
}

/** Turns at the store: often while shares move, seldom while they rest. */
const shortestTurnMs = 250;
const longestTurnMs = 4_000;
/** Units are used for this part of the lease without a turn, so that others never hold them at the same time. */
const trustedPart = 0.6;

/**
 * A limiter for several processes of one account: each holds a share of every limit that it has work for, uses it
 * without asking, and exchanges shares at the store every few seconds. A call costs no round trip.
 *
 * @example
 * const limiter = sharedLimiter({ store: limitStore(await openDatabase('postgres://…')), worker: hostname() + process.pid });
 * const ozon = createOzon({ limiter });
 */
export function sharedLimiter({ store, worker, clock = systemClock, logger = silentLogger, leaseMs = 15_000 }: SharedLimiterOptions): SharedLimiter {
  const holders: ShareHolder[] = [];
  let pauseMs = shortestTurnMs;
  let cancelTurn: (() => void) | undefined;
  let turn: Promise<void> | undefined;
  let closed = false;

  const limiter = createLimiter(clock, (key, shared) => {
    for (const share of shared.bucket.shares) holders.push(new ShareHolder(`${key}${share.name}`, share, shared, clock));
    pauseMs = shortestTurnMs;
    soon(0);
  });
  const soon = (delayMs: number) => {
    if (closed) return;
    cancelTurn?.();
    cancelTurn = clock.schedule(() => void (turn ??= exchange().finally(() => (turn = undefined, soon(pauseMs)))), delayMs, { unref: true });
  };
  const exchange = async (): Promise<void> => {
    const startedAt = clock.monotonic();
    const present = [...holders];
    const offers = present.map((holder) => holder.offer(closed));
    try {
      const answers = await store.exchange(worker, offers, leaseMs);
      const moved = present.map((holder, index) => holder.accept(answers[index], startedAt + leaseMs * trustedPart)).some(Boolean);
      pauseMs = moved ? shortestTurnMs : Math.min(longestTurnMs, pauseMs * 1.5);
    } catch (error) {
      logger.warn('shares of limits could not be exchanged', { error: error instanceof Error ? error.message : 'error' });
      present.forEach((holder, index) => holder.fail(offers[index]));
    }
  };

  return {
    ...limiter,
    acquire(request) {
      const granted = limiter.acquire(request);
      // Whoever waits with too small a share asks for more at once, not at the next turn.
      if (!turn && holders.some((holder) => holder.starves)) {
        pauseMs = shortestTurnMs;
        soon(0);
      }
      return granted;
    },
    async close() {
      closed = true;
      cancelTurn?.();
      await turn;
      await exchange();
    },
  };
}
