import { expect, it } from 'vitest';
import { check, feedOf, goodOffer, goodPrice, goodShop, offer } from '../testing/feeds.js';

const long = 1_000_000;

it.each([
  ['words before an address that never comes', 'a'.repeat(long) + ' 8 '],
  ['dots', `8 ${'a.'.repeat(long / 2)}`],
  ['at signs', '@'.repeat(long)],
  ['digits', `+7 ${'9'.repeat(long)}`],
  ['brackets', '&lt;'.repeat(long / 4)],
  ['capitals', 'ЖЖЖЖ '.repeat(long / 5)],
  ['double escapes', '&amp;#'.repeat(long / 6)],
])('gets through a megabyte of %s in every text', async (_name, text) => {
  const names = ['name', 'vendor', 'model', 'description', 'sales_notes', 'url', 'picture', 'barcode', 'expiry', 'weight', 'dimensions', 'age', 'rec', 'date'];
  const startedAt = performance.now();
  for (const name of names) await check(feedOf({ offers: offer('id="1"', goodPrice, `<${name}>${text}</${name}>`) }));
  await check(feedOf({ shop: `${goodShop}<email>a@${text} x</email>`, offers: goodOffer() }));
  expect(performance.now() - startedAt).toBeLessThan(15_000);
}, 30_000);
