import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../errors/exit-code.js';
import { capturedStreams } from '../../testing/captured-streams.js';
import { feedOf, writeTemporary } from '../../testing/catalogue-files.js';
import { schemaFaults } from '../../testing/json-schemas.js';
import { runPublish } from '../publish/run-publish.js';
import type { PublishInput } from '../publish/run-publish.js';
import { startSandboxes } from '../sandbox/start-sandboxes.js';
import type { StartedSandboxes } from '../sandbox/start-sandboxes.js';
import { runLedgerList, runLedgerShow } from './run-ledger-list.js';

const never = new AbortController().signal;
const offer = (id: string, price = 100) =>
  `<offer id="${id}"><name>Товар ${id}</name><price>${price}</price><categoryId>2</categoryId><picture>https://a.example/1.jpg</picture><vendor>В</vendor><description>Д</description><count>1</count></offer>`;
const broken = '<offer id="broken"><name>Товар</name><price>100</price><categoryId>2</categoryId><barcode>4600000000001</barcode><vendor>В</vendor><count>1</count></offer>';
const feed = (...offers: string[]) => writeTemporary('feed.xml', feedOf(offers.join('\n')));
const ledger = path.join(mkdtempSync(path.join(tmpdir(), 'occwo-ledger-')), 'ledger.sqlite');

interface Line {
  readonly marketplace: string;
  readonly sent: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly unchanged: number;
}

describe('occwo publish with a ledger', () => {
  let sandboxes: StartedSandboxes;
  beforeAll(async () => void (sandboxes = await startSandboxes(['ozon', 'yandex'], 0)));
  afterAll(() => sandboxes.close());

  async function publish(file: string, changes: Partial<PublishInput> = {}) {
    const streams = capturedStreams();
    const exitCode = await runPublish({
      file, ledger, to: ['ozon', 'yandex'], sandbox: true, dryRun: false, verbose: false, json: true, onlyValid: false, yes: false, language: 'en', folder: tmpdir(),
      environment: sandboxes.variables, streams, stop: never, abort: never, ...changes,
    });
    const document = JSON.parse(streams.out()) as { marketplaces: Line[]; requests?: unknown[] };
    expect(schemaFaults('publish', document)).toEqual([]);
    return { exitCode, document, lines: document.marketplaces.map(({ sent, accepted, rejected, unchanged }) => [sent, accepted, rejected, unchanged]) };
  }
  const world = () => ({ ledger, json: true, language: 'en' as const, folder: tmpdir(), environment: {}, streams: capturedStreams() });

  it('sends a catalogue once, then nothing, then what has changed; keeps refusals, and shows all of it', async () => {
    const all = feed(offer('a'), offer('b'), broken);
    const first = await publish(all);
    expect(first.lines.map(([sent]) => sent)).toEqual([3, 3]);
    const again = await publish(all);
    expect(again.exitCode).toBe(first.exitCode);
    expect(again.lines.map(([, accepted, rejected]) => [accepted, rejected])).toEqual(first.lines.map(([, accepted, rejected]) => [accepted, rejected]));
    // What our own checks refuse is looked at anew; nothing else is.
    for (const [sent = 0, , rejected = 0] of again.lines) expect(sent).toBeLessThanOrEqual(rejected);
    const dearer = await publish(feed(offer('a', 101), offer('b'), broken));
    expect(dearer.lines.map(([sent]) => sent)).toEqual(again.lines.map(([sent = 0]) => sent + 1));

    const listed = world();
    expect(await runLedgerList({ ...listed, limit: 1000 })).toBe(exitCodes.done);
    const document = JSON.parse(listed.streams.out()) as { entries: { account: string; kind: string; sku: string; status: string; externalIds: object }[]; counts: unknown[] };
    expect(schemaFaults('ledger', document)).toEqual([]);
    expect(new Set(document.entries.map(({ account }) => account.split(':')[0]))).toEqual(new Set(['ozon', 'yandex']));
    expect(document.entries.filter(({ kind, sku }) => kind === 'product' && sku === 'a').map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(document.entries.find(({ account, kind, sku }) => account.startsWith('ozon:') && kind === 'product' && sku === 'a')?.externalIds).toMatchObject({ productId: expect.any(String) });

    const rejected = world();
    await runLedgerList({ ...rejected, json: false, status: 'rejected', limit: 10 });
    expect(rejected.streams.out()).toMatch(/broken +│ rejected/);
    const page = world();
    await runLedgerList({ ...page, limit: 1 });
    const { next } = JSON.parse(page.streams.out()) as { next: string };
    const second = world();
    await runLedgerList({ ...second, limit: 1, after: next });
    expect((JSON.parse(second.streams.out()) as typeof document).entries[0]).not.toEqual(document.entries[0]);
    await expect(runLedgerList({ ...world(), limit: 1, after: 'x' })).rejects.toMatchObject({ code: 'usage' });

    const shown = world();
    expect(await runLedgerShow({ ...shown, sku: 'a' })).toBe(exitCodes.done);
    expect(schemaFaults('ledger', JSON.parse(shown.streams.out()))).toEqual([]);
    expect((JSON.parse(shown.streams.out()) as { entries: unknown[] }).entries).toHaveLength(6);
    expect(await runLedgerShow({ ...world(), sku: 'never heard of' })).toBe(exitCodes.partlyDone);
  });

  it('shows in a dry run what would be sent, and writes nothing', async () => {
    const before = world();
    await runLedgerList({ ...before, limit: 1000 });
    const { document } = await publish(feed(offer('a', 101), offer('b', 55)), { dryRun: true, to: ['ozon'] });
    expect(JSON.stringify(document.requests)).toContain('55');
    const after = world();
    await runLedgerList({ ...after, limit: 1000 });
    expect(after.streams.out()).toBe(before.streams.out());
  });

  it('says what is missing', async () => {
    await expect(publish(feed(offer('a')), { ledger: undefined, force: true })).rejects.toMatchObject({ code: 'usage' });
    await expect(runLedgerList({ ...world(), ledger: undefined, limit: 1 })).rejects.toMatchObject({ code: 'usage' });
    await expect(runLedgerList({ ...world(), ledger: '/none/ledger.sqlite', limit: 1 })).rejects.toMatchObject({ code: 'usage' });
    await expect(runLedgerList({ ...world(), ledger: 'postgres://user:SECRET@127.0.0.1:1/none', limit: 1 })).rejects.toMatchObject({ message: expect.not.stringContaining('SECRET') });
  });
});
