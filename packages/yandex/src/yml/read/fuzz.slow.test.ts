import { seededRandom } from '@occwo/core';
import { expect, it } from 'vitest';
import { feedOf, goodOffer } from '../testing/feeds.js';
import { sampleFeed } from '../testing/samples.js';
import { survive } from '../testing/survive.js';

const rounds = 100_000;

it(
  'reads or refuses a hundred thousand broken feeds without a crash, a hang or growth',
  async () => {
    const random = seededRandom(5);
    const feeds = [sampleFeed(), feedOf({ offers: goodOffer('<param name="Цвет">белый</param>') })].map((feed) => Buffer.from(feed));
    const counts = { read: 0, refused: 0, findings: 0 };
    let settled = 0;
    for (let round = 0; round < rounds; round += 1) {
      await survive(feeds[round % feeds.length] as Buffer, random, counts);
      if (round === rounds / 2) settled = process.memoryUsage().rss;
    }
    expect(counts.read + counts.refused).toBe(rounds);
    expect((process.memoryUsage().rss - settled) / 1e6).toBeLessThan(60);
  },
  600_000,
);
