import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import type { Link, Session } from './rabbit-link.js';
import { Pace } from './rabbit-pace.js';
import { Publisher } from './rabbit-publisher.js';
import type { Sending } from './rabbit-publisher.js';

const message = (n: number): Sending => ({
  exchange: 'occwo', routingKey: 'topic', topic: 'topic', content: Buffer.from(String(n)),
  options: { messageId: String(n), persistent: true, mandatory: true },
});

/** A broker that confirms when it is told to. */
function broker(setNoDelay: (on?: boolean) => unknown = () => undefined) {
  const given: { id: string; confirm: () => void }[] = [];
  const publish = (_exchange: string, _key: string, content: Buffer, _options: unknown, answer: (error: null) => void) =>
    void given.push({ id: content.toString(), confirm: () => answer(null) });
  const session = { channel: { publish }, lost: new Promise<void>(() => {}), pace: new Pace({ setNoDelay } as Pick<Socket, 'setNoDelay'>), isLost: () => false };
  return { given, link: { session: async () => session as unknown as Session } as unknown as Link };
}

describe('publishing with confirms', () => {
  it('keeps to its window, and to the order in which messages came', async () => {
    const { given, link } = broker();
    const publisher = new Publisher(link, fakeClock(), 2, 30_000);
    const done: number[] = [];
    const all = Promise.all([1, 2, 3, 4, 5].map(async (n) => {
      await publisher.send(message(n));
      done.push(n);
    }));
    await Promise.resolve();
    expect(given.map(({ id }) => id)).toEqual(['1', '2']);
    for (let index = 0; index < 5; index++) given[index]?.confirm();
    await all;
    expect(given.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    expect(done).toEqual([1, 2, 3, 4, 5]);
  });

  it('has the socket gather while many are under way, and send at once when few are left', async () => {
    const switched: [count: number, sendsAtOnce: boolean | undefined][] = [];
    const { given, link } = broker((on) => switched.push([given.length, on]));
    const publisher = new Publisher(link, fakeClock(), 1_000, 30_000);
    const all = Promise.all(Array.from({ length: 100 }, (_, n) => publisher.send(message(n))));
    await Promise.resolve();
    expect(switched).toEqual([[0, false]]);
    for (const { confirm } of given) confirm();
    await all;
    expect(switched).toEqual([[0, false], [100, true]]);
  });

  it('tells everybody in time that no broker was there, those beyond the window too', async () => {
    const clock = fakeClock();
    const publisher = new Publisher({ session: () => new Promise(() => {}) } as unknown as Link, clock, 2, 30_000);
    const ends: { n: number; at: number; why: string }[] = [];
    const all = Promise.all([1, 2, 3, 4, 5].map((n) => publisher.send(message(n)).catch((error: Error) => ends.push({ n, at: clock.monotonic(), why: error.name }))));
    await clock.advance(29_900);
    expect(ends).toEqual([]);
    await clock.advance(350);
    await all;
    expect(ends.map(({ n, why }) => `${n} ${why}`).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `${n} UnconfirmedError`));
    expect(Math.max(...ends.map(({ at }) => at))).toBeLessThanOrEqual(30_250);
  });
});
