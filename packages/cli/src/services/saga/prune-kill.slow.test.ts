import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSagas, openDatabase, saga } from '@occwo/saga';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../../../saga/test/databases.js';
import { buildIfNeeded, occwo, startOccwo } from '../../testing/built-cli.js';

beforeAll(buildIfNeeded, 240_000);

const folder = mkdtempSync(path.join(tmpdir(), 'occwo-prune-'));
afterAll(() => rmSync(folder, { recursive: true }));

const count = 2_000;
const note = saga<string>('note').step('write', { run: () => 'x'.repeat(3_000), undo: 'nothing to undo' });

const databases = { SQLite: sqliteDatabase, ...((await hasPostgres()) && { PostgreSQL: () => postgresDatabase() }) };

describe.each(Object.entries(databases))('kill -9 in the middle of a prune on %s', (name, make) => {
  it('loses nothing: what is not in the database is in the archive, and the next prune takes the rest', async () => {
    const place = await make();
    const database = await openDatabase(place.url);
    const sagas = createSagas({ database, definitions: [note] });
    await sagas.work();
    const started = await Promise.all(Array.from({ length: count }, (_, number) => sagas.start(note, { key: `k${number}`, input: '' })));
    await Promise.all(started.map(({ finished }) => finished()));
    await sagas.stop();

    const archive = path.join(folder, `${name}.jsonl`);
    const inDatabase = async () => new Set((await database.query<{ key: string }>('select key from saga')).map(({ key }) => key));
    const inArchive = () => new Set(readFileSync(archive, 'utf8').split('\n').flatMap((line) => {
      try {
        return [(JSON.parse(line) as { key: string }).key];
      } catch {
        return [];
      }
    }));
    const argv = ['saga', 'prune', '--older-than', '0s', '--archive', archive, '--database', place.url];
    const bytes = () => statSync(archive, { throwIfNoEntry: false })?.size ?? 0;
    let kills = 0;
    for (const limit of [100_000, 1_500_000, 3_000_000]) {
      const child = startOccwo(argv);
      const isOver = child.ended.then(() => true);
      while (bytes() < limit) if (await Promise.race([isOver, new Promise<false>((resolve) => setImmediate(resolve, false))])) break;
      child.kill();
      kills += (await child.ended).code === null ? 1 : 0;
      const [left, kept] = [await inDatabase(), inArchive()];
      const lost = started.filter(({ key }) => !left.has(key) && !kept.has(key));
      expect(lost).toEqual([]);
    }
    expect(kills).toBeGreaterThan(0);
    expect((await occwo(argv)).code).toBe(0);
    expect((await inDatabase()).size).toBe(0);
    expect(inArchive().size).toBe(count);
    expect(await database.query('select * from saga_step')).toEqual([]);
    await database.close();
    await place.remove();
  });
});
