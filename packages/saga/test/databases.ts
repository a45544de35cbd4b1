import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '../src/database/open.js';
import type { Database } from '../src/database/database.js';

/** A database made for one test file, taken away afterwards. */
export interface TestDatabase {
  readonly url: string;
  open(): Promise<Database>;
  remove(): Promise<void>;
}

const server = process.env['OCCWO_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/test';

export const answers = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = createConnection({ host: hostname, port: Number(port || 5432), timeout: 2_000 });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });

/** Whether PostgreSQL is there. In CI it must be. */
export async function hasPostgres(): Promise<boolean> {
  const is = await answers(server);
  if (!is && process.env['CI'] === 'true') throw new Error(`PostgreSQL does not answer at ${new URL(server).host}`);
  if (!is) process.stderr.write(`PostgreSQL does not answer at ${new URL(server).host}: its tests are skipped (OCCWO_TEST_POSTGRES)\n`);
  return is;
}

/** A schema of its own, on the shared server or on the one at `url`. */
export async function postgresDatabase(at: string = server): Promise<TestDatabase> {
  const schema = `saga_${randomBytes(6).toString('hex')}`;
  const administer = async (sql: string) => {
    const client = new pg.Client({ connectionString: at });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await administer(`create schema ${schema}`);
  const url = `${at}?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
  return { url, open: () => openDatabase(url), remove: () => administer(`drop schema ${schema} cascade`) };
}

export async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-saga-'));
  const url = path.join(folder, 'saga.sqlite');
  return { url, open: () => openDatabase(url), remove: async () => rmSync(folder, { recursive: true }) };
}
