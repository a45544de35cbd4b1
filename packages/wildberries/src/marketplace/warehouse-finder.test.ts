import { describe, expect, it } from 'vitest';
import { warehouseFinder } from './warehouse-finder.js';

const warehouse = (id: number, isDeleting = false) => ({ id, name: `Склад ${id}`, isDeleting });

describe('warehouseFinder', () => {
  it('takes the mapping, and asks nobody', async () => {
    const find = warehouseFinder({ categories: {}, warehouses: { main: 7 } }, () => Promise.reject(new Error('asked')));
    expect(await find('main')).toBe(7);
    expect(await find('south')).toMatchObject({ code: 'occwo.warehouse-missing', hint: expect.stringContaining('warehouses["south"]') });
  });

  it('takes the only warehouse for main, and asks once', async () => {
    let asked = 0;
    const find = warehouseFinder({ categories: {} }, async () => { asked += 1; return [warehouse(1, true), warehouse(2)]; });
    expect(await find('main')).toBe(2);
    expect(await find('main')).toBe(2);
    expect(asked).toBe(1);
  });

  it('does not choose among several, and lists them', async () => {
    const find = warehouseFinder({ categories: {} }, async () => [warehouse(1), warehouse(2)]);
    expect(await find('main')).toMatchObject({ message: expect.stringContaining('Склад 2 (2)') });
  });
});
