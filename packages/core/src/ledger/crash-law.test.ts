import { describe, expect, it } from 'vitest';
import { crashLaw } from '../../test/crash-law.js';

describe('publishing with a ledger, through any crashes and losses', () => {
  it('ends as one run without them would, makes no card twice, sends nothing again that arrived, and then has nothing left to do', async () => {
    expect(await crashLaw(40)).toBeGreaterThan(15);
  }, 60_000);
});
