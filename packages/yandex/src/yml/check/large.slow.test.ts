import { expect, it } from 'vitest';
import { feedOf, goodOffer } from '../testing/feeds.js';
import { checkYml } from './check-yml.js';

const offers = 600_000;

/** A feed of six hundred thousand offers, one of them twice, made as it is read. */
async function* feed(): AsyncGenerator<Uint8Array> {
  const [head = '', tail = ''] = feedOf({ offers: 'HERE' }).split('HERE');
  yield Buffer.from(head);
  const one = goodOffer();
  for (let id = 0; id < offers; id += 1000) {
    let piece = '';
    for (let step = 0; step < 1000; step += 1) piece += `${one.replace('id="1"', `id="${id + step === offers - 1 ? 7 : id + step}"`)}\n`;
    yield Buffer.from(piece);
  }
  yield Buffer.from(tail);
}

it('checks half a million offers and more in flat memory, and finds the one that is there twice', async () => {
  let highest = 0;
  const report = await checkYml(feed(), {
    onProgress: () => {
      highest = Math.max(highest, process.memoryUsage().heapUsed);
    },
  });
  expect(report.counts).toEqual({ 'too-many-offers': 1, 'offer-id-repeated': 1 });
  expect(report.problems.find((problem) => problem.rule === 'offer-id-repeated')).toMatchObject({ offerId: '7', line: expect.any(Number) as number });
  expect(report.offers).toBe(offers);
  expect(highest / 1e6).toBeLessThan(250);
}, 120_000);
