import { gzipSync } from 'node:zlib';
import type { Random } from '@occwo/core';
import { checkYml } from '../check/check-yml.js';
import { YmlError } from '../errors.js';
import { formatReport } from '../report/format-report.js';
import { readYml } from '../read/read-yml.js';
import { renderElement } from '../write/render.js';
import { mutate } from './mutate.js';

export interface SurvivalCounts {
  read: number;
  refused: number;
  findings: number;
}

/** Reads and checks one broken feed. Anything but a result or a {@link YmlError} is a crash and is thrown on. */
export async function survive(feed: Buffer, random: Random, counts: SurvivalCounts): Promise<void> {
  const injured = mutate(feed, random);
  const bytes = random() < 0.05 ? gzipSync(injured).subarray(0, Math.ceil(random() * 2000) + 20) : injured;
  const size = 1 + Math.floor(random() * random() * bytes.length);
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  try {
    for await (const offer of (await readYml(source())).offers) renderElement(offer.element);
    counts.read += 1;
  } catch (error) {
    if (!(error instanceof YmlError)) throw error;
    if (/\{\w+\}|undefined/.test(error.describe('ru'))) throw new Error(`unfilled message: ${error.describe('ru')}`);
    counts.refused += 1;
  }
  try {
    const report = await checkYml(source(), { keepPerRule: 5 });
    counts.findings += report.errors + report.warnings;
    if (random() < 0.02) formatReport(report, 'junit', 'ru');
  } catch (error) {
    if (!(error instanceof YmlError)) throw error;
  }
}
