import { seededRandom } from '@occwo/core';
import { expect, it } from 'vitest';
import { feedOf, goodOffer } from '../testing/feeds.js';
import { sampleFeed } from '../testing/samples.js';
import { survive } from '../testing/survive.js';

it('reads or refuses a thousand broken feeds without a crash', async () => {
  const random = seededRandom(20_260_101);
  const feeds = [sampleFeed(), feedOf({ offers: goodOffer('<param name="Цвет">белый</param>') })].map((feed) => Buffer.from(feed));
  const counts = { read: 0, refused: 0, findings: 0 };
  for (let round = 0; round < 1000; round += 1) await survive(feeds[round % feeds.length] as Buffer, random, counts);
  expect(counts.read).toBeGreaterThan(50);
  expect(counts.refused).toBeGreaterThan(300);
  expect(counts.findings).toBeGreaterThan(500);
});
