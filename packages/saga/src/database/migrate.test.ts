import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { migrations } from '../sql/generated/migrations.js';
import { migrate, pendingMigrations } from './migrate.js';
import { openDatabase } from './open.js';

let made: TestDatabase | undefined;
afterEach(async () => made?.remove());

describe('migrations', () => {
  it('are inlined as the .sql files have them', () => {
    const script = fileURLToPath(new URL('../../scripts/inline-sql.mjs', import.meta.url));
    const generated = new URL('../sql/generated/migrations.ts', import.meta.url);
    const printed = spawnSync(process.execPath, ['-e', `import(${JSON.stringify(script)}).then(({ print }) => process.stdout.write(print()))`], { encoding: 'utf8' });
    expect(readFileSync(generated, 'utf8')).toBe(printed.stdout);
  });

  it('have the same names in both dialects', () => {
    expect(migrations.sqlite.map(({ name }) => name)).toEqual(migrations.postgres.map(({ name }) => name));
  });

  it('are applied once, also by two runners at a time', async () => {
    made = await sqliteDatabase();
    const [first, second] = await Promise.all([openDatabase(made.url), openDatabase(made.url)]);
    const rows = await first.query<{ name: string }>('select name from occwo_migration order by name');
    expect(rows.map(({ name }) => name)).toEqual(migrations.sqlite.map(({ name }) => name));
    expect(await migrate(second)).toEqual([]);
    await Promise.all([first.close(), second.close()]);
  });

  it('are insisted on where they may not be applied, and may not change afterwards', async () => {
    made = await sqliteDatabase();
    await expect(openDatabase(made.url, { migrate: false })).rejects.toThrow('occwo saga migrate');
    const database = await openDatabase(made.url);
    expect(await pendingMigrations(database)).toEqual([]);
    await database.query("update occwo_migration set hash = 'other' where name = '001-saga'");
    await expect(migrate(database)).rejects.toThrow('Migration 001-saga was changed');
    await database.close();
  });
});
