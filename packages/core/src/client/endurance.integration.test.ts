import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/fake-clock.js';
import { loopWatch } from '../testing/loop-watch.js';
import { sampleApi } from '../testing/sample-api.js';
import type { Transport, WireReply } from '../transport/transport.js';
import { memoryCache } from '../cache/memory-cache.js';
import { createClient } from './create-client.js';
import type { ClientOptions } from './client-options.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heapBytes = () => (collectGarbage(), collectGarbage(), process.memoryUsage().heapUsed);

interface Methods {
  things: Record<'get' | 'list' | 'set', (parameters: object) => Promise<unknown>>;
}

/** One answer in ten is a failure that passes; nothing is remembered of any. */
const forgetful = (): Transport => {
  let number = 0;
  const body = new TextEncoder().encode('{"items":[{"id":1}],"cursor":""}');
  const page = new TextEncoder().encode('<html>502</html>');
  return async (): Promise<WireReply> => ((number += 1) % 10 === 0 ? { status: 502, headers: {}, body: page } : { status: 200, headers: { 'content-type': 'application/json' }, body });
};

describe('one client over 20 000 calls', () => {
  it('grows no memory', async () => {
    const clock = fakeClock();
    const told = { lines: 0, events: 0 };
    const note = () => void (told.lines += 1);
    const options: ClientOptions = {
      clock, transport: forgetful(), cache: memoryCache({ clock, maxEntries: 100 }), cacheFor: { 'things.get': 1000 },
      logger: { debug: note, info: note, warn: note, error: note }, onEvent: () => void (told.events += 1),
    };
    const client = createClient<Methods, object>(sampleApi({ limits: { all: { windows: [{ count: 50, periodMs: 1000 }], source: 'documented' } } }), options);
    const thousand = async (round: number) => {
      const calls = Array.from({ length: 1000 }, (_, index) =>
        index % 3 === 0 ? client.things.get({ id: `${round}-${index}` }) : index % 3 === 1 ? client.things.list({ page: index }) : client.things.set({ items: [{ id: index }] }),
      );
      await clock.run(Promise.all(calls));
    };
    for (let round = 0; round < 4; round += 1) await thousand(round);
    const before = heapBytes();
    for (let round = 4; round < 20; round += 1) await thousand(round);
    const grown = heapBytes() - before;
    expect(told.lines).toBeGreaterThan(20_000);
    expect(told.events).toBeGreaterThan(20_000);
    // 16 000 calls: a hundred bytes left behind by each would be 1.6 MB.
    expect(grown).toBeLessThan(1_500_000);
  }, 120_000);
});

describe('the event loop', () => {
  it('is not held up by bodies of 3 000 items, checked, logged and sent', async () => {
    const note = () => {};
    const api = sampleApi({
      operations: { things: { set: 'POST /things/set set n=items:3000' } },
      schemas: {
        things: async () => ({
          default: {
            $defs: { Card: { type: 'object', required: ['id', 'name'], properties: {
              id: { type: 'integer' }, name: { type: 'string', maxLength: 60 }, text: { type: 'string', maxLength: 5000 },
              values: { type: 'array', maxItems: 30, items: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, value: { type: 'array', items: { type: 'string' } } } } },
            } } },
            operations: { set: { body: { type: 'object', required: ['items'], properties: { items: { type: 'array', maxItems: 3000, items: { $ref: '#/$defs/Card' } } } } } },
          },
        }),
      },
    });
    const client = createClient<Methods, object>(api, { transport: forgetful(), logger: { debug: note, info: note, warn: note, error: note }, onEvent: note });
    const items = Array.from({ length: 3000 }, (_, id) => ({
      id, name: 'Футболка хлопковая', text: 'Описание '.repeat(60), values: Array.from({ length: 15 }, (_value, at) => ({ id: at, value: ['Значение', 'Другое'] })),
    }));
    await client.things.set({ items: [] }); // loads and compiles
    const held: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const watch = loopWatch();
      await client.things.set({ items });
      await watch.look();
      watch.stop();
      held.push(watch.longestMs);
    }
    // The median: one round in some has the garbage collector's work of all others in it.
    expect(held.sort((a, b) => a - b)[4], held.join(' ')).toBeLessThan(50);
  }, 60_000);
});
