import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from '../database/database.js';
import { laneSettings } from './postgres-lane.js';
import { appendBatch, releaseBatch, startBatch } from './postgres-sql.js';

/** Statement, types of its parameters, and parameters that touch nothing. */
const statements: Record<string, readonly [sql: string, types: string, values: string]> = {
  append: [appendBatch, 'bigint[], int[], bigint[], text[], text[], text[], jsonb[], text, jsonb[]', "'{-1}', '{1}', '{1}', '{a}', '{run}', '{ok}', '{1}', 'w', '{null}'"],
  start: [startBatch, 'text[], int[], text[], text[], jsonb[], text[], bigint[], float8[], text, boolean[]', "'{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', 'w', '{}'"],
  release: [releaseBatch, 'bigint[], bigint[], text[], float8[], int[]', "'{-1}', '{1}', '{completed}', '{0}', '{0}'"],
};

describe.skipIf(!(await hasPostgres()))('the plans of the batches', () => {
  let made: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    made = await postgresDatabase();
    database = await made.open();
  });
  afterAll(async () => {
    await database.close();
    await made.remove();
  });

  it.each(Object.keys(statements))('%s uses indexes, planned while the tables are small and when they are big', async (name) => {
    const [sql, types, values] = statements[name] as (typeof statements)[string];
    const plan = (settings: string) =>
      database.transaction(async (tx) => {
        for (const setting of settings.split(';').filter(Boolean)) await tx.query(setting.replace('set ', 'set local '));
        await tx.query(`prepare p_${name} (${types}) as ${sql}`);
        const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain execute p_${name} (${values})`);
        await tx.query(`deallocate p_${name}`);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      });
    expect(await plan(laneSettings)).not.toMatch(/Seq Scan on saga\b|Seq Scan on saga_step/);
    await database.query(
      `insert into saga (name, version, fingerprint, key, input, input_hash)
       select 'big', 1, 'f', '${name}' || n, '{}', 'h' from generate_series(1, 2000) n`,
    );
    await database.query('analyze saga');
    expect(await plan(laneSettings)).not.toMatch(/Seq Scan on saga\b|Seq Scan on saga_step|Hash Join/);
  });

  it('would be sequential without the settings of the lane: the test can fail', async () => {
    const rows = await database.transaction(async (tx) => {
      await tx.query('set local enable_indexscan = off');
      await tx.query('set local enable_bitmapscan = off');
      return tx.query<{ 'QUERY PLAN': string }>(`explain ${releaseBatch.replaceAll(/\$(\d)::([a-z0-9]+\[\])/g, "'{}'::$2")}`);
    });
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Seq Scan on saga\b/);
  });
});
