import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from './ledger.js';
import { nextMove } from './next-move.js';

const plain = { force: false, retryRejected: false };
const entry = (changes: Partial<LedgerEntry>): LedgerEntry => ({ account: 'a', kind: 'product', sku: 'A', status: 'accepted', externalIds: {}, updatedAt: 0, ...changes });
const accepted = { accepted: { hash: 'h', at: 0 } };
const refused = (hash?: string) => ({ error: { reasons: [], at: 0, ...(hash !== undefined && { hash }) } });
const pending = { pending: { hash: 'h', run: 'r', at: 0 } };

describe('what a run does with an item', () => {
  it.each([
    ['new', undefined, plain, 'send'],
    ['accepted as it is', entry(accepted), plain, 'unchanged'],
    ['accepted as it is, but forced', entry(accepted), { ...plain, force: true }, 'send'],
    ['changed since it was accepted', entry({ accepted: { hash: 'other', at: 0 } }), plain, 'send'],
    ['refused as it is', entry(refused('h')), plain, 'held'],
    ['refused as it is, but asked for', entry(refused('h')), { ...plain, retryRejected: true }, 'send'],
    ['changed since it was refused', entry(refused('other')), plain, 'send'],
    ['refused for circumstances', entry(refused()), plain, 'send'],
    ['changed back to what was accepted before a refusal', entry({ ...accepted, ...refused('other') }), plain, 'send'],
    ['pending', entry(pending), plain, 'ask'],
    ['pending, and forced: asked for all the same', entry({ ...pending, ...accepted }), { force: true, retryRejected: true }, 'ask'],
  ] as const)('%s', (_name, known, rules, move) => {
    expect(nextMove(known, 'h', rules)).toBe(move);
  });
});
