import { ApiError, NetworkError } from '@occwo/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRefused } from './split-refused.js';

const refusal = new ApiError('bad', { code: 'invalid-request', marketplace: 'ozon', operation: 'x', status: 400, attempt: 1 });

async function split(count: number, bad: ReadonlySet<number>) {
  let requests = 0;
  const send = async function* (part: readonly number[]): AsyncGenerator<string> {
    requests += 1;
    await Promise.resolve();
    if (part.some((item) => bad.has(item))) throw refusal;
    for (const item of part) yield `sent ${item}`;
  };
  const events: string[] = [];
  for await (const event of splitRefused(Array.from({ length: count }, (_, index) => index), send, (item) => `refused ${item}`)) events.push(event);
  return { events, requests };
}

describe('splitting a refused batch', () => {
  it('refuses exactly the bad items and sends all others, each once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.array(fc.nat(59), { maxLength: 8 }), async (count, list) => {
        const bad = new Set(list.filter((item) => item < count));
        const { events, requests } = await split(count, bad);
        expect([...events].sort()).toEqual(Array.from({ length: count }, (_, item) => (bad.has(item) ? `refused ${item}` : `sent ${item}`)).sort());
        expect(requests).toBeLessThanOrEqual(1 + 2 * bad.size * Math.ceil(Math.log2(count + 1)));
      }),
    );
  });

  it('hands other failures on', async () => {
    const broken = new NetworkError('reset', { sent: true });
    const send = async function* (): AsyncGenerator<string> {
      await Promise.reject(broken);
      yield '';
    };
    await expect(splitRefused([1, 2], send, String).next()).rejects.toBe(broken);
  });
});
