import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError, NetworkError, RefusedError } from '../index.js';
import type { BulkEvent, OutcomeEvent } from './bulk-event.js';
import { accepted, rejected } from './outcomes.js';
import { runBulk } from './run-bulk.js';
import type { BulkRun } from './run-bulk.js';

interface Item {
  readonly sku: string;
}

const items = (count: number): Item[] => Array.from({ length: count }, (_, index) => ({ sku: `A-${index}` }));
const run = (send: BulkRun<Item>['send'], chunkSize = 3): BulkRun<Item> => ({ chunkSize, sku: ({ sku }) => sku, send });
const isOutcome = (event: BulkEvent): event is OutcomeEvent => event.type === 'accepted' || event.type === 'rejected' || event.type === 'unknown';

async function gather(events: AsyncIterable<BulkEvent>): Promise<{ events: BulkEvent[]; error: unknown }> {
  const gathered: BulkEvent[] = [];
  try {
    for await (const event of events) gathered.push(event);
    return { events: gathered, error: undefined };
  } catch (error) {
    return { events: gathered, error };
  }
}

function apiError(status: number, code: ApiError['code']) {
  return new ApiError('no', { code, status, marketplace: 'sample', operation: 'things.set', attempt: 1 });
}

describe('runBulk', () => {
  it('gives every item exactly one outcome, whatever the chunks, the concurrency and the failures', async () => {
    const failures = [
      () => undefined,
      () => new NetworkError('reset', { sent: true }),
      () => apiError(400, 'invalid-request'),
      () => apiError(500, 'server-error'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(3), { minLength: 1 }),
        async (count, chunkSize, concurrency, script) => {
          let chunk = 0;
          const { events, error } = await gather(
            runBulk(items(count), run(async function* (sent) {
              const failure = failures[script[chunk++ % script.length] as number]?.();
              if (sent[0]) yield accepted(sent[0].sku);
              if (failure) throw failure;
              for (const { sku } of sent.slice(1)) yield sku.endsWith('3') ? rejected(sku, { code: 'x', message: 'x' }) : accepted(sku);
            }, chunkSize), { concurrency }),
          );
          expect(error).toBeUndefined();
          expect(events.filter(isOutcome).map(({ sku }) => sku).sort()).toEqual(items(count).map(({ sku }) => sku).sort());
          {
            const last = events.findLast((event) => event.type === 'progress');
            expect(last).toMatchObject({ read: count });
            expect(last && last.type === 'progress' && last.accepted + last.rejected + last.unknown).toBe(count);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('tells a proven refusal from an unknown outcome', async () => {
    const { events } = await gather(runBulk(items(2), run(async function* ([item]) {
      yield* [];
      throw item?.sku === 'A-0' ? apiError(400, 'invalid-request') : new NetworkError('reset', { sent: true });
    }, 1), { concurrency: 1 }));
    expect(events.filter(isOutcome).map(({ type }) => type)).toEqual(['rejected', 'unknown']);
  });

  it('ends an item of which nothing is said as unknown', async () => {
    const { events } = await gather(runBulk(items(1), run(async function* () {
      yield* [];
    })));
    expect(events.filter(isOutcome)).toMatchObject([{ type: 'unknown', reason: { code: 'occwo.no-answer' } }]);
  });

  it('ignores a second outcome and rejects a duplicate of a chunk', async () => {
    const { events } = await gather(runBulk([{ sku: 'A' }, { sku: 'A' }], run(async function* (sent) {
      for (const { sku } of sent) yield* [accepted(sku), rejected(sku, { code: 'x', message: 'x' })];
    })));
    expect(events.filter(isOutcome).map(({ type }) => type).sort()).toEqual(['accepted', 'rejected']);
    expect(events.filter(isOutcome)).toContainEqual(expect.objectContaining({ type: 'rejected', reasons: [expect.objectContaining({ code: 'occwo.duplicate-sku' })] }));
  });

  it('stops at wrong credentials, after what is under way has told its outcome', async () => {
    let sends = 0;
    const { events, error } = await gather(runBulk(items(100), run(async function* () {
      sends += 1;
      yield* [];
      throw apiError(401, 'unauthorized');
    }), { concurrency: 2 }));
    expect(error).toMatchObject({ code: 'unauthorized' });
    expect(sends).toBeLessThanOrEqual(2);
    expect(events.filter(isOutcome).every(({ type }) => type === 'rejected')).toBe(true);
  });

  it('lets chunks under way finish when the user aborts', async () => {
    const controller = new AbortController();
    const { events, error } = await gather(runBulk(items(100), run(async function* (sent) {
      controller.abort();
      for (const { sku } of sent) yield accepted(sku);
    }), { concurrency: 1, signal: controller.signal }));
    expect(error).toBeInstanceOf(RefusedError);
    expect(events.filter(isOutcome)).toHaveLength(3);
  });

  it('pulls no more of the input than chunk × concurrency ahead of its reader, and closes it', async () => {
    let pulled = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield { sku: `A-${pulled++}` };
      } finally {
        closed = true;
      }
    }
    for await (const event of runBulk(endless(), run(async function* (sent) {
      for (const { sku } of sent) yield accepted(sku);
    }, 10), { concurrency: 2 })) {
      if (isOutcome(event)) break;
    }
    expect(pulled).toBeLessThanOrEqual(60);
    expect(closed).toBe(true);
  });

  it('lets one SKU stand in a chunk once a warehouse where the run says so', async () => {
    const { events } = await gather(runBulk([{ sku: 'A' }, { sku: 'A' }], { ...run(async function* (sent) {
      for (const { sku } of sent) yield accepted(sku);
    }), repeats: true }));
    expect(events.filter(isOutcome)).toHaveLength(2);
  });
});
