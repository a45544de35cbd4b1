import { ApiError, NetworkError, UnknownOutcomeError } from '@occwo/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sendSplitting } from './send-splitting.js';

const refusal = (code: 'invalid-request' | 'forbidden' = 'invalid-request', body?: unknown) =>
  new ApiError('bad request', { code, marketplace: 'wildberries', operation: 'cards.upload', status: 400, attempt: 1, body });

describe('sendSplitting', () => {
  it('finds exactly the bad entries, and sends every good one once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer(), { maxLength: 40 }), fc.func(fc.boolean()), async (entries, isBad) => {
        const arrived: number[] = [];
        const result = await sendSplitting(entries, {
          send: async (part) => {
            if (part.some((entry) => isBad(entry))) throw refusal();
            arrived.push(...part);
          },
        });
        const bad = entries.filter((entry) => isBad(entry));
        expect(result.refused.map(({ entry }) => entry).sort()).toEqual(bad.sort());
        expect([...result.sent].sort()).toEqual(entries.filter((entry) => !isBad(entry)).sort());
        expect(arrived.sort()).toEqual([...result.sent].sort());
        expect(result.stopped).toBeUndefined();
      }),
    );
  });

  it('takes out whom the refusal names, without cutting', async () => {
    const requests: (readonly number[])[] = [];
    const result = await sendSplitting([1, 2, 3, 4], {
      send: async (part) => {
        requests.push(part);
        if (part.includes(3)) throw refusal();
      },
      blame: (_error, part) => new Map(part.filter((entry) => entry === 3).map((entry) => [entry, { message: 'it is 3' }])),
    });
    expect(requests).toEqual([[1, 2, 3, 4], [1, 2, 4]]);
    expect(result.refused).toMatchObject([{ entry: 3, message: 'it is 3' }]);
  });

  it('does not cut what concerns the request as a whole', async () => {
    let requests = 0;
    const result = await sendSplitting([1, 2, 3], { send: async () => { requests += 1; throw refusal(); }, isWhole: () => true });
    expect(requests).toBe(1);
    expect(result.refused).toHaveLength(3);
  });

  it('keeps to the size of a request', async () => {
    const requests: (readonly number[])[] = [];
    await sendSplitting([1, 2, 3], { send: async (part) => void requests.push(part), requests: (all) => [all.slice(0, 2), all.slice(2)] });
    expect(requests).toEqual([[1, 2], [3]]);
  });

  it.each([
    ['a refused credential proves that nothing left', refusal('forbidden'), [], [1, 2, 3]],
    ['a connection that was never made too', new NetworkError('refused', { sent: false }), [], [1, 2, 3]],
    ['a lost answer leaves doubt', new UnknownOutcomeError('cards.upload', new Error('reset')), [1, 2], [3]],
    ['a connection that broke too', new NetworkError('reset', { sent: true }), [1, 2], [3]],
  ] as const)('%s', async (_name, error, doubtful, unsent) => {
    const result = await sendSplitting([1, 2, 3], { send: async () => { throw error; }, requests: (all) => [all.slice(0, 2), all.slice(2)] });
    expect(result).toMatchObject({ sent: [], refused: [], doubtful, stopped: { error, unsent } });
  });
});
