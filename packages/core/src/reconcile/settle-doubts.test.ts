import { describe, expect, it } from 'vitest';
import { NetworkError, RefusedError } from '../index.js';
import type { OutcomeEvent } from '../index.js';
import { accepted } from '../bulk/outcomes.js';
import { settleDoubts } from './index.js';

const items = (count: number) => Array.from({ length: count }, (_, index) => ({ sku: `A-${index}` }));

async function gather(events: AsyncIterable<OutcomeEvent>): Promise<OutcomeEvent[]> {
  const all: OutcomeEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('settleDoubts', () => {
  it('gives each item one outcome: what was found, else unknown', async () => {
    const sizes: number[] = [];
    const found = await gather(settleDoubts(items(7), 3, async (chunk) => {
      sizes.push(chunk.length);
      return [...chunk.filter(({ sku }) => sku !== 'A-4').map(({ sku }) => accepted(sku)), accepted('never asked for')];
    }));
    expect(sizes).toEqual([3, 3, 1]);
    expect(found.map(({ sku, type }) => `${sku} ${type}`)).toEqual([
      'A-0 accepted', 'A-1 accepted', 'A-2 accepted', 'A-3 accepted', 'A-4 unknown', 'A-5 accepted', 'A-6 accepted',
    ]);
  });

  it.each([
    new RefusedError('no key', { code: 'credentials', hint: 'set it' }), new NetworkError('reset', { sent: false }),
  ])('leaves unknown what could not be read, whatever the failure: %s', async (error) => {
    let looks = 0;
    const found = await gather(settleDoubts(items(4), 2, async (chunk) => {
      if ((looks += 1) === 1) throw error;
      return chunk.map(({ sku }) => accepted(sku));
    }));
    expect(found.map(({ type }) => type)).toEqual(['unknown', 'unknown', 'accepted', 'accepted']);
    expect(found[0]).toMatchObject({ reason: { code: `occwo.${error.code}` } });
  });
});
