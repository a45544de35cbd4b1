import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSagas, openDatabase } from '@occwo/saga';
import type { Database, Sagas } from '@occwo/saga';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../../../saga/test/databases.js';
import { buildIfNeeded, cliFolder, occwo, startOccwo } from '../../testing/built-cli.js';
import { schemaFaults } from '../../testing/json-schemas.js';
import { order } from '../../testing/sample-sagas.js';

// The built command, run as a user runs it, beside another process: this one.
beforeAll(buildIfNeeded, 240_000);

const folder = mkdtempSync(path.join(tmpdir(), 'occwo-saga-command-'));
const module = path.join(cliFolder, 'src/testing/sample-sagas.ts');
const file = (name: string) => path.join(folder, name);
let database: Database;
let sagas: Sagas;

beforeAll(async () => {
  database = await openDatabase(file('saga.sqlite'));
  sagas = createSagas({ database, definitions: [order] });
});
afterAll(async () => {
  await sagas.stop();
  await database.close();
  rmSync(folder, { recursive: true });
});

/** A command of `occwo saga` on that database. */
const saga = (argv: readonly string[]) => occwo(['saga', ...argv, '--database', file('saga.sqlite')]);

describe('a worker', () => {
  const working = () => startOccwo(['saga', 'work', '--module', module, '--database', file('saga.sqlite'), '--health', '0.2s', '--queue', 'database', '--json']);

  it('drives what others start, says how it is, and ends with 0 at Ctrl+C; an operator helps what is stuck', async () => {
    const worker = working();
    await worker.until(/Worker of order@2, undoing@1/);
    const [good, bad] = [await sagas.start(order, { key: 'w1', input: { pay: 'ok' } }), await sagas.start(order, { key: 'w2', input: { pay: 'unknown' } })];
    const early = await saga(['resolve', 'order', 'w2', '--outcome', 'refused', '--reason', 'too early', '--json']);
    expect([early.code, JSON.parse(early.out)]).toMatchObject([8, { error: { code: 'saga-state', context: { why: 'not-stuck' } } }]);
    for (const key of ['order/w1', 'order/w2']) expect((await saga(['signal', key, 'paid', '--payload', '{"sum":1}'])).code).toBe(0);
    expect((await good.finished()).status).toBe('completed');
    expect((await bad.finished()).status).toBe('stuck');
    await worker.until(/order\/w2 is stuck at run of "book": the pivot is unknown/);
    const stuck = await saga(['list', '--status', 'stuck']);
    expect(stuck.out).toMatch(/order +2 +w2 +stuck/);
    const resolved = await saga(['resolve', 'order/w2', '--outcome', 'refused', '--reason', 'the bank says no', '--actor', 'anna']);
    expect(resolved.code).toBe(0);
    expect((await sagas.finished(order, 'w2')).status).toBe('compensated');
    const shown = await saga(['show', 'order', 'w2']);
    expect(shown.out).toMatch(/resolve book +refused +anna: the bank says no/);
    expect(shown.out).not.toContain('planted');
    await worker.until(/completed 1, compensated 1, stuck 1, attempts \d+ \(2 failed\).*database \d+ ms, outbox 0/);
    worker.interrupt();
    const { code, out, err } = await worker.ended;
    expect(code, err).toBe(0);
    expect(schemaFaults('saga-work', JSON.parse(out))).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({ completed: 1, compensated: 1, stuck: 1 });
  }, 60_000);
});

describe.skipIf(!(await hasPostgres()))('a worker on a server', () => {
  it('waits for nobody to migrate: it says what is missing, and works once it is there', async () => {
    const place = await postgresDatabase();
    const at = ['--database', place.url];
    const early = await occwo(['saga', 'work', '--module', module, ...at]);
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('The database lacks 001-saga')]);
    expect((await occwo(['saga', 'migrate', '--dry-run', ...at])).code).toBe(3);
    expect((await occwo(['saga', 'migrate', ...at])).out).toContain('Applied: 001-saga');
    const worker = startOccwo(['saga', 'work', '--module', module, ...at]);
    await worker.until(/Worker of order@2/);
    worker.interrupt();
    expect((await worker.ended).code).toBe(0);
    await place.remove();
  });
});

describe('exit codes', () => {
  it.each<[readonly string[], number, RegExp]>([
    [['show', 'order', 'nobody'], 7, /no saga order\/nobody/],
    [['cancel', 'order', 'x'], 2, /reason/],
    [['prune'], 2, /--archive/],
    [['work', '--module', module, '--queue', 'redis://planted'], 2, /--queue takes/],
    [['list', '--database', 'postgres://shop:planted@127.0.0.1:1/shop'], 1, /postgres:\/\/127\.0\.0\.1:1\/shop: .*ECONNREFUSED/],
    [['migrate', '--dry-run'], 0, /^$/],
  ])('saga %j: %i, and one document for --json', async (argv, code, message) => {
    const at = argv.includes('--database') ? [] : ['--database', file('saga.sqlite')];
    const [plain, json] = await Promise.all([occwo(['saga', ...argv, ...at]), occwo(['saga', ...argv, ...at, '--json'])]);
    expect([plain.code, json.code], plain.err).toEqual([code, code]);
    expect(plain.err).toMatch(message);
    expect(plain.err + json.out).not.toMatch(/planted|\n\s+at .*[:(]\d+/);
    expect(schemaFaults(code === 0 ? 'saga-migrate' : 'error', JSON.parse(json.out))).toEqual([]);
  });
});
