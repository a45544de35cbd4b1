import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError, NetworkError, RefusedError, ValidationError } from '@occwo/core';
import type { OutcomeEvent } from '@occwo/core';
import { accepted } from '@occwo/core/client';
import { inTurn, sendAllOrNothing } from './send-batch.js';
import type { BatchSender } from './send-batch.js';

function refusal(status: number, options: Partial<ConstructorParameters<typeof ApiError>[1]> = {}): ApiError {
  return new ApiError('refused', { code: 'invalid-request', marketplace: 'yandex', operation: 'x', status, attempt: 1, ...options });
}

/** A market that refuses a whole request while a bad item is in it. */
function market(refuse: (items: readonly string[]) => unknown) {
  const requests: string[][] = [];
  const sender: BatchSender<string, readonly string[]> = {
    body: (items) => items,
    sku: (item) => item,
    taken: (item) => accepted(item),
    async send(items) {
      requests.push([...items]);
      const failure = refuse(items);
      if (failure) throw failure;
      return { status: 'OK' };
    },
  };
  return { requests, sender };
}

async function outcomes(items: readonly string[], sender: BatchSender<string, readonly string[]>): Promise<{ events: OutcomeEvent[]; failure?: unknown }> {
  const events: OutcomeEvent[] = [];
  try {
    for await (const event of sendAllOrNothing(items, sender)) events.push(event);
    return { events };
  } catch (failure) {
    return { events, failure };
  }
}

const of = (events: readonly OutcomeEvent[], type: string) => events.filter((event) => event.type === type).map(({ sku }) => sku);
const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

describe('sendAllOrNothing', () => {
  it('sends one request where all is well, and none for nothing', async () => {
    const { requests, sender } = market(() => undefined);
    expect(of((await outcomes(letters, sender)).events, 'accepted')).toEqual(letters);
    expect(requests).toEqual([letters]);
    expect((await outcomes([], sender)).events).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it('halves a batch that a 400 refuses until the bad item stands alone', async () => {
    const { requests, sender } = market((items) => items.includes('g') && refusal(400, { vendorCode: 'BAD_REQUEST', body: { status: 'ERROR', errors: [{ code: 'BAD_REQUEST', message: 'wrong check digit' }] } }));
    const { events } = await outcomes(letters, sender);
    expect(of(events, 'accepted')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'h']);
    expect(events.find(({ sku }) => sku === 'g')).toMatchObject({ type: 'rejected', reasons: [{ code: 'BAD_REQUEST', message: 'wrong check digit' }] });
    expect(requests).toHaveLength(7);
  });

  it('gives every item one outcome, whichever are bad', async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 }), fc.func(fc.boolean()), async (items, isBad) => {
      const { sender } = market((part) => part.some((item) => isBad(item)) && refusal(400));
      const { events } = await outcomes(items, sender);
      expect(events.map(({ sku }) => sku).sort()).toEqual([...items].sort());
      for (const event of events) expect(event.type).toBe(isBad(event.sku) ? 'rejected' : 'accepted');
    }));
  });

  it('takes out the offers that a 200 names, and sends the rest once more', async () => {
    const results = [{ offerId: 'b', errors: [{ type: 'UNKNOWN_CATEGORY', message: 'Unknown category: 5' }] }];
    const { requests, sender } = market((items) => items.includes('b') && refusal(200, { code: 'rejected', body: { status: 'ERROR', results } }));
    const { events } = await outcomes(letters, sender);
    expect(requests).toHaveLength(2);
    expect(events[0]).toMatchObject({ type: 'rejected', sku: 'b', reasons: [{ code: 'UNKNOWN_CATEGORY', hint: expect.any(String) }] });
    expect(of(events, 'accepted')).toEqual(letters.filter((letter) => letter !== 'b'));
  });

  it('goes straight to single items where all are doubtful', async () => {
    const { requests, sender } = market((items) => items.includes('a') && refusal(400));
    await outcomes(letters, { ...sender, split: 'singles' });
    expect(requests).toHaveLength(1 + letters.length);
  });

  it('splits what our own validation refuses, without a request of Market', async () => {
    const { sender } = market((items) => items.includes('c') && new ValidationError('x', [{ path: 'body.offers[2].vendor', rule: 'must be string', found: 'number' }]));
    const { events } = await outcomes(letters, sender);
    expect(of(events, 'rejected')).toEqual(['c']);
    expect(events.find(({ sku }) => sku === 'c')).toMatchObject({ reasons: [{ code: 'occwo.validation', field: 'body.offers[2].vendor' }] });
  });

  it('does not split a refusal of the shop itself', async () => {
    const { requests, sender } = market(() => refusal(400, { vendorCode: 'CAMPAIGN_TYPE_NOT_SUPPORTED' }));
    expect((await outcomes(letters, sender)).failure).toMatchObject({ vendorCode: 'CAMPAIGN_TYPE_NOT_SUPPORTED' });
    expect(requests).toHaveLength(1);
  });

  it('splits by a missing offer, but not by a missing shop', async () => {
    const offer = market((items) => items.includes('a') && refusal(404, { code: 'not-found', vendorCode: 'OFFER_NOT_FOUND' }));
    expect(of((await outcomes(letters, offer.sender)).events, 'rejected')).toEqual(['a']);
    const shop = market(() => refusal(404, { code: 'not-found', vendorCode: 'NOT_FOUND' }));
    expect((await outcomes(letters, shop.sender)).events).toEqual([]);
    expect(shop.requests).toHaveLength(1);
  });

  it('stops at once for wrong credentials', async () => {
    const { requests, sender } = market(() => refusal(401, { code: 'unauthorized' }));
    expect((await outcomes(letters, sender)).failure).toMatchObject({ code: 'unauthorized' });
    expect(requests).toHaveLength(1);
  });

  it('splits a batch whose body would pass 512 KB before it leaves', async () => {
    const { requests, sender } = market(() => undefined);
    const large = ['a', 'b', 'c'].map((letter) => letter + 'я'.repeat(100_000));
    expect(of((await outcomes(large, sender)).events, 'accepted')).toEqual(large);
    expect(requests.map((items) => items.length)).toEqual([2, 1]);
  });

  it('sends the other parts although one failed, and then throws the failure that leaves more open', async () => {
    const huge = ['a', 'b', 'c', 'd'].map((letter) => letter + 'я'.repeat(200_000));
    const lost = new NetworkError('lost', { sent: true });
    const { sender } = market(([first]) => (first?.startsWith('a') ? refusal(423, { code: 'locked' }) : first?.startsWith('b') ? lost : undefined));
    const { events, failure } = await outcomes(huge, sender);
    expect(of(events, 'accepted').map((sku) => sku[0])).toEqual(['c', 'd']);
    expect(failure).toBe(lost);
  });

  it('does not call a lost item refused because the next part was refused locally', async () => {
    const huge = ['a', 'b'].map((letter) => letter + 'я'.repeat(200_000));
    const lost = new NetworkError('lost', { sent: true });
    const { sender } = market(([first]) => (first?.startsWith('a') ? lost : new RefusedError('no room', { code: 'deadline', hint: 'wait' })));
    expect((await outcomes(huge, sender)).failure).toBe(lost);
  });
});

describe('inTurn', () => {
  it('works the second group off although the first failed, and then throws', async () => {
    const broken = market(() => refusal(423, { code: 'locked' }));
    const whole = market(() => undefined);
    const events: OutcomeEvent[] = [];
    const run = async () => {
      for await (const event of inTurn(sendAllOrNothing(['a'], broken.sender), sendAllOrNothing(['b'], whole.sender))) events.push(event);
    };
    await expect(run()).rejects.toMatchObject({ code: 'locked' });
    expect(of(events, 'accepted')).toEqual(['b']);
  });
});
