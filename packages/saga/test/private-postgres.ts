import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answers } from './databases.js';

/** A PostgreSQL server of the test's own, which it may stop, kill and set back without harm to anybody. fsync is on. */
export interface PrivatePostgres {
  readonly url: string;
  /** `fast`: an orderly restart. `crash`: kill -9 of the server, then crash recovery. Resolves when it answers again. */
  restart(how: 'fast' | 'crash'): Promise<void>;
  /** Kills the server and goes on with the state of `copy`: what an asynchronous replica has that missed the last commits. */
  failOver(copy: PostgresCopy): Promise<void>;
  /** A consistent copy of the present state, by pg_basebackup. */
  copy(): PostgresCopy;
  remove(): Promise<void>;
}
export interface PostgresCopy {
  readonly folder: string;
}

const versions = '/usr/lib/postgresql';
const binaries = existsSync(versions)
  ? readdirSync(versions).map((version) => path.join(versions, version, 'bin')).filter((bin) => existsSync(path.join(bin, 'initdb')))
  : [];

export const hasPrivatePostgres: boolean = binaries.length > 0;
if (!hasPrivatePostgres) process.stderr.write(`No initdb under ${versions}: PostgreSQL is not restarted\n`);

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function identity(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const ask = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  return { uid: ask('-u'), gid: ask('-g') };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export async function privatePostgres(): Promise<PrivatePostgres> {
  const bin = binaries.at(-1) as string;
  const who = identity();
  const home = mkdtempSync(path.join(tmpdir(), 'occwo-postgres-'));
  const own = (folder: string) => who.uid !== undefined && chownSync(folder, who.uid, who.gid as number);
  own(home);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const run = (program: string, flags: string[]) => {
    const { status, stderr } = spawnSync(path.join(bin, program), flags, { ...who, cwd: home, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
  };
  const main = path.join(home, 'main');
  run('initdb', ['-D', main, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']);

  let server: ChildProcess;
  let ended: Promise<unknown>;
  const start = async () => {
    server = spawn(path.join(bin, 'postgres'), [
      '-D', main, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${home}`,
      '-c', 'fsync=on', '-c', 'max_connections=200', '-c', 'logging_collector=off', '-c', 'log_min_messages=fatal',
    ], { ...who, cwd: home, stdio: 'ignore' });
    ended = new Promise((resolve) => server.once('close', resolve));
    while (!(await accepts(bin, port))) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const stop = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await ended;
    // The children of a killed server notice by themselves; a new one refuses to start before they are gone.
    while (await answers(url)) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await start();
  return {
    url,
    restart: async (how) => {
      await stop(how === 'fast' ? 'SIGINT' : 'SIGKILL');
      await start();
    },
    copy: () => {
      const folder = mkdtempSync(path.join(home, 'copy-'));
      own(folder);
      run('pg_basebackup', ['-D', folder, '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '--checkpoint=fast', '--no-sync']);
      return { folder };
    },
    failOver: async ({ folder }) => {
      await stop('SIGKILL');
      rmSync(main, { recursive: true });
      cpSync(folder, main, { recursive: true, preserveTimestamps: true });
      if (who.uid !== undefined) spawnSync('chown', ['-R', `${who.uid}:${who.gid}`, main]);
      await start();
    },
    remove: async () => {
      await stop('SIGKILL');
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

const accepts = (bin: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    spawn(path.join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' }).once('close', (code) => resolve(code === 0));
  });
