import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryOffer } from '../testing/arbitrary-offers.js';
import { writeYmlFile } from './write-yml-file.js';

const schema = fileURLToPath(new URL('../../../../../../shared/specs/yml/xsd/shops_with_byn.xsd', import.meta.url));
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
const base = { shop: { name: 'Магазин', company: 'ООО', url: 'https://shop.example' }, categories: [{ id: 1, name: 'К' }], date: '2026-01-02 10:00' };

function xmllint(...parts: string[]): string {
  const { status, stderr } = spawnSync('xmllint', ['--noout', ...parts], { encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

/** What the schema of 2018 does not know yet. */
const younger = ['pickupOptions', 'outlets', 'vat', 'enableAutoDiscounts', 'minQuantity', 'condition', 'count', 'tnVedCodes', 'customLabels', 'setIds', 'custom'];
const youngerTypes = new Set<string | undefined>(['medicine', 'alco', 'on.demand']);

describe.skipIf(!hasXmllint)('feeds with wild texts (skipped: xmllint is not installed)', () => {
  it.each(['utf-8', 'windows-1251'] as const)('are well-formed in %s', async (encoding) => {
    const path = join(await mkdtemp(join(tmpdir(), 'yml-lint-')), 'feed.xml');
    const offers = fc.sample(arbitraryOffer('wild'), { numRuns: 2000, seed: 7 });
    await writeYmlFile(path, offers, { ...base, encoding });
    expect(xmllint(path)).toBe('');
  });

  it.skipIf(!existsSync(schema))('fit the XSD of 2018 where its grammar allows', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'yml-lint-')), 'feed.xml');
    const offers = fc
      .sample(arbitraryOffer('calm'), { numRuns: 2000, seed: 7 })
      .filter((offer) => !youngerTypes.has(offer.type))
      .map(({ priceFrom: _priceFrom, ...offer }) => Object.fromEntries(Object.entries(offer).filter(([key]) => !younger.includes(key))) as never);
    await writeYmlFile(path, offers, base);
    expect(xmllint('--schema', schema, path)).toBe('');
  });
});
