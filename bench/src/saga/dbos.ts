import { randomBytes } from 'node:crypto';
import { administer, server } from '../support/postgres-schema.js';
import type { Contestant } from './contestant.js';
import { inChild } from './in-child.js';

/** DBOS Transact on a database of its own, on the same server. */
export async function dbos(): Promise<Contestant> {
  const name = `bench_dbos_${randomBytes(4).toString('hex')}`;
  await administer(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const child = await inChild(new URL('dbos-process.ts', import.meta.url), url.href);
  return {
    run: child.run,
    async end() {
      await child.end();
      await administer(`drop database ${name} with (force)`);
    },
  };
}
