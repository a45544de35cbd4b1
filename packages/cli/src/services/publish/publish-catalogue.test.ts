import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RefusedError, systemClock } from '@occwo/core';
import type { Marketplace } from '@occwo/core';
import { describe, expect, it } from 'vitest';
import { openCatalogue } from '../../catalogue/open-catalogue.js';
import { exitCodes } from '../../errors/exit-code.js';
import { feedOf, readWhole, writeTemporary } from '../../testing/catalogue-files.js';
import { fakeMarketplace } from '../../testing/fake-marketplace.js';
import type { ItemLine } from './item-line.js';
import { publishExitCode } from './outcome-exit-code.js';
import { publishCatalogue } from './publish-catalogue.js';
import type { PublishOptions } from './publish-catalogue.js';
import type { Target } from './target.js';

const offer = (id: string, category = '2') => `<offer id="${id}"><name>Товар ${id}</name><price>10</price><categoryId>${category}</categoryId><count>1</count></offer>`;
const target = (marketplace: Marketplace, rest: Partial<Target> = {}): Target => ({ marketplace, account: `${marketplace.name}:1`, check: async () => {}, faults: () => [], ...rest });

async function publish(feed: string, targets: readonly Target[], options: Partial<PublishOptions> = {}) {
  const file = writeTemporary('feed.xml', feed);
  const report = path.join(path.dirname(file), 'report.json');
  const rejected = path.join(path.dirname(file), 'rejected.jsonl');
  const never = new AbortController().signal;
  const result = await publishCatalogue({ catalogue: await openCatalogue(file), targets, language: 'en', clock: systemClock, stop: never, abort: never, report, rejected, ...options });
  return { result, file, rejected, lines: JSON.parse(readFileSync(report, 'utf8')) as ItemLine[], reportText: readFileSync(report, 'utf8') };
}

describe('publishCatalogue', () => {
  it('accounts for every item on every marketplace, in the result, the report and the rejected file', async () => {
    const marketplaces = [fakeMarketplace('ozon', { b: 'bad barcode' }), fakeMarketplace('yandex')];
    const { result, lines, reportText, rejected } = await publish(feedOf([offer('a'), offer('b'), offer('c', '777')].join('\n')), marketplaces.map((one) => target(one)));
    expect(result.items).toBe(3);
    expect(result.marketplaces).toMatchObject([
      { marketplace: 'ozon', read: 3, sent: 2, accepted: 1, rejected: 2, unknown: 0, skipped: 0, reasons: [{ code: 'REFUSED', count: 1, message: 'bad barcode', sku: 'b' }, { code: 'occwo.category-unknown', count: 1 }] },
      { marketplace: 'yandex', read: 3, sent: 2, accepted: 2, rejected: 1, unknown: 0, skipped: 0 },
    ]);
    expect(publishExitCode(result, false)).toBe(exitCodes.partlyDone);
    expect(lines).toHaveLength(6);
    expect(reportText.trim().split('\n')).toHaveLength(6 + 2);
    const find = (sku: string, marketplace: string) => lines.find((line) => line.sku === sku && line.marketplace === marketplace);
    expect(find('a', 'ozon')).toMatchObject({ outcome: 'accepted', step: 'stocks', externalIds: { id: 'ozon-a' }, line: 7 });
    expect(find('b', 'ozon')).toMatchObject({ outcome: 'rejected', step: 'catalog', reasons: [{ code: 'REFUSED' }], line: 8 });
    expect(find('c', 'yandex')).toMatchObject({ outcome: 'rejected', step: 'read', line: 9 });
    const again = await readWhole(rejected);
    expect(again.products.map((product) => product.sku)).toEqual(['b']);
    expect(marketplaces[0]?.cards).toEqual(['a', 'b']);
  });

  it('leaves out what our own checks refuse, and is done', async () => {
    const marketplace = fakeMarketplace('ozon');
    const faults: Target['faults'] = ({ sku }) => (sku === 'b' ? [{ code: 'occwo.check', message: 'no' }] : []);
    const { result, lines } = await publish(feedOf([offer('a'), offer('b'), offer('c', '777')].join('\n')), [target(marketplace, { faults })], { onlyValid: true });
    expect(result.marketplaces).toMatchObject([{ read: 3, sent: 1, accepted: 1, rejected: 0, skipped: 2 }]);
    expect(lines.map(({ outcome, step }) => [outcome, step])).toEqual(expect.arrayContaining([['skipped', 'check'], ['skipped', 'read'], ['accepted', 'stocks']]));
    expect(publishExitCode(result, false)).toBe(exitCodes.done);
    expect(marketplace.cards).toEqual(['a']);
  });

  it('sends an article once, however often the catalogue has it', async () => {
    const marketplace = fakeMarketplace('ozon');
    const { result, lines } = await publish(feedOf([offer('a'), offer('b'), offer('a'), offer('A'), offer('a')].join('\n')), [target(marketplace)]);
    expect(result.marketplaces).toMatchObject([{ read: 5, sent: 3, accepted: 3, rejected: 2, reasons: [{ code: 'occwo.duplicate-sku', count: 2 }] }]);
    expect(marketplace.cards).toEqual(['a', 'b', 'A']);
    expect(lines.filter(({ outcome }) => outcome === 'rejected').map(({ sku, line }) => [sku, line])).toEqual([['a', 9], ['a', 11]]);
    expect(lines.find(({ line }) => line === 7)).toMatchObject({ sku: 'a', outcome: 'accepted', step: 'stocks' });
    const inOneLine = await publish(feedOf([offer('a'), offer('b'), offer('a')].join('')).replaceAll('\n', ' '), [target(fakeMarketplace('ozon'))]);
    expect(inOneLine.result.marketplaces).toMatchObject([{ read: 3, accepted: 2, rejected: 1 }]);
  });

  it('sends nothing anywhere when a credential is refused, or the feed is broken at its end', async () => {
    const marketplace = fakeMarketplace('ozon');
    const refused = target(fakeMarketplace('yandex'), { check: () => Promise.reject(new RefusedError('no key', { code: 'credentials', hint: 'set it' })) });
    await expect(publish(feedOf(offer('a')), [target(marketplace), refused])).rejects.toMatchObject({ code: 'credentials' });
    await expect(publish(feedOf(offer('a')).replace('</offers>', ''), [target(marketplace)])).rejects.toMatchObject({ code: 'input' });
    await expect(publish(feedOf(offer('a')), [target(marketplace)], { report: '/no/such/folder/report.json' })).rejects.toMatchObject({ code: 'usage' });
    expect(marketplace.cards).toEqual([]);
  });

  it('settles what is open as unknown when the run breaks off, and goes on elsewhere', async () => {
    const broken = fakeMarketplace('ozon');
    const failing: Marketplace = { ...broken, catalog: { async *publish(items) {
      for await (const _item of items) throw new RefusedError('key taken away', { code: 'credentials', hint: 'ask' });
    } } };
    const { result, lines } = await publish(feedOf([offer('a'), offer('b')].join('\n')), [target(failing), target(fakeMarketplace('yandex'))]);
    expect(result.marketplaces[0]).toMatchObject({ read: 1, unknown: 1, error: { code: 'credentials' } });
    expect(result.marketplaces[1]).toMatchObject({ read: 2, accepted: 2 });
    expect(lines).toHaveLength(3);
    expect(publishExitCode(result, false)).toBe(exitCodes.credentials);
  });

  it('calls it a bug when a marketplace loses an item', async () => {
    const losing: Marketplace = { ...fakeMarketplace('ozon'), catalog: { async *publish(items) {
      for await (const item of items) if (item.sku !== 'b') yield { type: 'accepted', sku: item.sku };
      yield { type: 'accepted', sku: 'a' };
      yield { type: 'accepted', sku: 'a' };
    } } };
    const { result } = await publish(feedOf([offer('a'), offer('b')].join('\n')), [target(losing)]);
    expect(result.marketplaces[0]).toMatchObject({ error: { code: 'accounting' } });
    expect(publishExitCode(result, false)).toBe(exitCodes.failure);
  });

  it('reads no further after a stop, and settles what it has read', async () => {
    const stop = new AbortController();
    const marketplace = fakeMarketplace('ozon');
    const { result } = await publish(feedOf(Array.from({ length: 50 }, (_, index) => offer(`n${index}`)).join('\n')), [target(marketplace)], {
      stop: stop.signal, onEvent: () => stop.abort(),
    });
    const [{ read, accepted } = { read: 0, accepted: 0 }] = result.marketplaces;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(50);
    expect(accepted).toBe(read);
    expect(publishExitCode(result, true)).toBe(exitCodes.interrupted);
  });
});
