import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from '../database/database.js';
import { laneSettings } from './postgres-lane.js';
import { writeBatch } from './postgres-sql.js';

/** Types of the batch's parameters, and parameters that touch nothing. */
const types = [
  'text', 'text[], int[], text[], text[], jsonb[], text[], bigint[], float8[], boolean[]',
  'bigint[], int[], bigint[], text[], text[], text[], jsonb[], jsonb[]', 'bigint[], bigint[], text[], float8[], int[]',
].join(', ');
const values = ["'w'", ...Array.from({ length: 9 }, () => "'{}'"), "'{-1}', '{1}', '{1}', '{a}', '{run}', '{ok}', '{1}', '{null}'", "'{-1}', '{1}', '{completed}', '{0}', '{0}'"].join(', ');

describe.skipIf(!(await hasPostgres()))('the plan of the batch', () => {
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

  /** How the batch is planned as a lane plans it, line by line. */
  const plan = (explain: string, parameters: string): Promise<string[]> =>
    database.transaction(async (tx) => {
      for (const setting of laneSettings.split(';').filter(Boolean)) await tx.query(setting.replace('set ', 'set local '));
      await tx.query(`prepare write_batch (${types}) as ${writeBatch}`);
      const rows = await tx.query<{ 'QUERY PLAN': string }>(`${explain} execute write_batch (${parameters})`);
      await tx.query('deallocate write_batch');
      return rows.map((row) => row['QUERY PLAN']);
    });

  it('uses indexes, planned while the tables are small and when they are big', async () => {
    expect((await plan('explain', values)).join('\n')).not.toMatch(/Seq Scan on saga\b|Seq Scan on saga_step/);
    await database.query(
      `insert into saga (name, version, fingerprint, key, input, input_hash)
       select 'big', 1, 'f', 'k' || n, '{}', 'h' from generate_series(1, 2000) n`,
    );
    await database.query('analyze saga');
    expect((await plan('explain', values)).join('\n')).not.toMatch(/Seq Scan on saga\b|Seq Scan on saga_step|Hash Join/);
  });

  it('reads what one part has written once a batch, not once a row', async () => {
    const ids = await database.query<{ id: number }>(
      `insert into saga (name, version, fingerprint, key, input, input_hash)
       select 'many', 1, 'f', 'k' || n, '{}', 'h' from generate_series(1, 40) n returning id`,
    );
    const all = (value: string) => `'{${ids.map(() => value).join(',')}}'`;
    const numbers = `'{${ids.map(({ id }) => id).join(',')}}'`;
    const starts = Array.from({ length: 9 }, () => "'{}'").join(', ');
    const entries = [numbers, all('1'), all('1'), all('a'), all('run'), all('ok'), all('1'), all('null')].join(', ');
    const ends = [numbers, all('1'), all('completed'), all('null'), all('0')].join(', ');
    const lines = await plan('explain (analyze, timing off, costs off)', `'w', ${starts}, ${entries}, ${ends}`);
    const scans = lines.filter((line) => line.includes('CTE Scan'));
    expect(scans.length).toBeGreaterThanOrEqual(3);
    for (const scan of scans) expect(scan).toMatch(/loops=1\)|never executed/);
    expect(await database.query("select count(*) as n from saga where name = 'many' and status = 'completed'")).toEqual([{ n: 40 }]);
  });

  it('would be sequential without the settings of the lane: the test can fail', async () => {
    const rows = await database.transaction(async (tx) => {
      await tx.query('set local enable_indexscan = off');
      await tx.query('set local enable_bitmapscan = off');
      return tx.query<{ 'QUERY PLAN': string }>(`explain ${writeBatch.replaceAll(/\$(\d+)::([a-z0-9]+\[\])/g, "'{}'::$2").replaceAll('$1', "'w'")}`);
    });
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Seq Scan on saga\b/);
  });
});
