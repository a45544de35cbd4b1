import { describe, expect, it } from 'vitest';
import { crashLaw } from '../../test/crash-law.js';

describe('publishing with a ledger, through very many crashes and losses', () => {
  it('keeps the law of crash-law.test.ts', async () => {
    expect(await crashLaw(2000)).toBeGreaterThan(500);
  });
});
