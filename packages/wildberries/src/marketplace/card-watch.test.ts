import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import type { Card } from './card.js';
import { CardDirectory } from './card-directory.js';
import { CardWatch } from './card-watch.js';
import type { ContentCalls, ErrorBatch } from './content-calls.js';

const card = (vendorCode: string, second: number): Card => ({ nmID: second, subjectID: 1, vendorCode, sizes: [], updatedAt: `2026-01-01T00:00:0${second}Z` });
const batch = (second: number, errors: Record<string, string[]>, more: string[] = []): ErrorBatch => ({
  batchUUID: `b-${second}`, errors, vendorCodes: [...Object.keys(errors), ...more], updatedAt: `2026-01-01T00:00:0${second}Z`,
});

/** The two lists of Wildberries, as far as the watch reads them. */
function lists() {
  const cards: Card[] = [];
  const errors: ErrorBatch[] = [];
  const calls = {
    async cards({ after, newestFirst, limit = 100 }) {
      const ordered = newestFirst ? [...cards].reverse() : cards.filter(({ updatedAt }) => !after || updatedAt > after.updatedAt);
      return ordered.slice(0, limit);
    },
    async errors({ after, newestFirst, limit = 100 }) {
      const ordered = newestFirst ? [...errors].reverse() : errors.filter(({ updatedAt }) => !after || updatedAt > after.updatedAt);
      return { items: ordered.slice(0, limit), more: ordered.length > limit };
    },
  } satisfies Partial<ContentCalls> as unknown as ContentCalls;
  const clock = fakeClock();
  const watch = new CardWatch(calls, new CardDirectory(calls), { clock, deadlineMs: 60_000, intervalMs: 1000 });
  return { cards, errors, calls, clock, watch };
}

describe('CardWatch', () => {
  it('sees a card that appears later', async () => {
    const { cards, clock, watch } = lists();
    await watch.start();
    const verdict = watch.expect('A');
    await clock.advance(1500);
    cards.push(card('A', 1));
    await expect(clock.run(verdict)).resolves.toMatchObject({ kind: 'card', card: { nmID: 1 } });
    expect(clock.pending).toBe(0);
  });

  it('does not take an old card or an old error for the answer', async () => {
    const { cards, errors, clock, watch } = lists();
    cards.push(card('A', 1));
    errors.push(batch(1, { A: ['old'] }));
    await watch.start();
    const verdict = watch.expect('A');
    await clock.advance(3000);
    errors.push(batch(2, { A: ['new'] }));
    await expect(clock.run(verdict)).resolves.toEqual({ kind: 'refused', messages: ['new'] });
  });

  it('tells a card that is bad from one that fell with it', async () => {
    const { errors, clock, watch } = lists();
    await watch.start();
    const verdicts = Promise.all([watch.expect('bad'), watch.expect('good')]);
    errors.push(batch(1, { bad: ['wrong'] }, ['good']));
    await expect(clock.run(verdicts)).resolves.toEqual([{ kind: 'refused', messages: ['wrong'] }, { kind: 'dragged-down' }]);
  });

  it('gives up at the deadline, and goes on for those who came later', async () => {
    const { cards, clock, watch } = lists();
    await watch.start();
    const early = watch.expect('early');
    await clock.advance(40_000);
    const late = watch.expect('late');
    await expect(clock.run(early)).resolves.toEqual({ kind: 'silent', waitedMs: 60_000 });
    cards.push(card('late', 1));
    await expect(clock.run(late)).resolves.toMatchObject({ kind: 'card' });
  });

  it('forgets what was not sent', async () => {
    const { clock, watch } = lists();
    await watch.start();
    void watch.expect('A');
    watch.forget('A');
    await clock.advance(2000);
    expect(clock.pending).toBe(0);
  });

  it('says so when the lists cannot be read', async () => {
    const { calls, clock, watch } = lists();
    await watch.start();
    const error = new Error('reset');
    Object.assign(calls, { cards: async () => { throw error; } });
    await expect(clock.run(watch.expect('A'))).resolves.toEqual({ kind: 'lost', error });
  });
});
