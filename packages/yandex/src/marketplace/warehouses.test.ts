import { describe, expect, it } from 'vitest';
import { stockTargets } from './warehouses.js';

describe('stockTargets', () => {
  it("sends main to the client's own shop where nobody says otherwise, and knows no other warehouse", () => {
    const targetOf = stockTargets(undefined);
    expect(targetOf('main')).toEqual({ kind: 'campaign', campaignId: undefined });
    expect(targetOf('Химки')).toBeUndefined();
  });

  it('takes shops by number or by name, and warehouses of the cabinet', () => {
    const targetOf = stockTargets({ main: 1, Химки: { campaignId: 2 }, Тверь: { warehouseId: 2 } });
    expect(['main', 'Химки', 'Тверь'].map(targetOf)).toEqual([
      { kind: 'campaign', campaignId: 1 }, { kind: 'campaign', campaignId: 2 }, { kind: 'warehouse', warehouseId: 2 },
    ]);
  });

  it('refuses two warehouses that would overwrite each other', () => {
    expect(() => stockTargets({ Химки: 5, Тверь: { campaignId: 5 } })).toThrow(/"Химки" and "Тверь" go to the same place/);
  });
});
