import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { createOzon } from '../create-ozon.js';
import { job } from './job.js';

/** A posting that goes through these substatuses, one a look; the last for ever. */
function posting(...substatuses: string[]) {
  const clock = fakeClock();
  const looks: unknown[] = [];
  const transport = memoryTransport(({ url, body }) => {
    if (url.endsWith('/ship')) return { body: { result: ['0001-1'] } };
    if (url.endsWith('/ship/package')) return { body: { result: '0001-2' } };
    looks.push(JSON.parse(String(body)));
    return { body: { result: { posting_number: '0001-1', status: 'awaiting_packaging', substatus: substatuses[Math.min(looks.length, substatuses.length) - 1] } } };
  });
  const ozon = createOzon({ clientId: '1', apiKey: 'k', transport, clock });
  const products = [{ product_id: 1, quantity: 1 }];
  return {
    looks, sent: () => transport.requests.filter(({ url }) => url.includes('/ship')).length,
    ship: () => clock.run(job(ozon, 'POST /v4/posting/fbs/ship').run({ body: { posting_number: '0001-1', packages: [{ products }] } }, { clock })),
    shipPart: () => clock.run(job(ozon, 'POST /v4/posting/fbs/ship/package').run({ body: { posting_number: '0001-1', products } }, { clock })),
  };
}

describe('shipping a posting, where 200 does not mean shipped', () => {
  it('looks at the posting until it is assembled', async () => {
    const { ship, looks, sent } = posting('posting_created', 'posting_created', 'posting_in_carriage');
    expect(await ship()).toMatchObject({ ticket: '0001-1', state: 'posting_in_carriage' });
    expect(looks).toEqual(Array(3).fill({ posting_number: '0001-1' }));
    expect(sent()).toBe(1);
  });

  it('fails at ship_failed, and leaves shipping it again to the caller', async () => {
    const { ship, sent } = posting('posting_created', 'ship_failed');
    await expect(ship()).rejects.toMatchObject({ code: 'rejected', message: expect.stringContaining('ship_failed') });
    expect(sent()).toBe(1);
  });

  it('looks at the new posting of a part: the first one stays unassembled', async () => {
    const { shipPart, looks } = posting('posting_not_in_carriage');
    expect((await shipPart()).ticket).toBe('0001-2');
    expect(looks).toEqual([{ posting_number: '0001-2' }]);
  });

  it('ends after ten minutes when nothing comes of it', async () => {
    await expect(posting('posting_created').ship()).rejects.toMatchObject({ code: 'deadline' });
  });
});
