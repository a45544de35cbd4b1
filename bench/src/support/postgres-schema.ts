import { randomBytes } from 'node:crypto';
import pg from 'pg';

export const server = process.env['OCCWO_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/test';

/** One statement on the test server, on a connection of its own. */
export async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** A schema of its own on the test server, so that no bench meets another's rows. */
export async function postgresSchema(): Promise<{ url: string; remove(): Promise<void> }> {
  const schema = `bench_${randomBytes(6).toString('hex')}`;
  await administer(`create schema ${schema}`);
  return {
    url: `${server}?options=${encodeURIComponent(`-c search_path=${schema}`)}`,
    remove: () => administer(`drop schema ${schema} cascade`),
  };
}
