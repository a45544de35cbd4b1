import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const platform = `${process.platform}-${process.arch}`;
const serverFile = programOf(`@restatedev/restate-server-${platform}`, 'restate-server');
/** Restate's SDK needs a newer Node.js than the one that the tests run on. It stands apart: among our dependencies its `node` would be everybody's. */
export const newerNode = fileURLToPath(new URL(`../../../tools/newer-node/node_modules/node-${platform}/bin/node`, import.meta.url));

function programOf(name: string, file: string): string {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'bin', file);
  } catch {
    // There is none for this machine.
    return '';
  }
}

/** Whether a Restate server and a newer Node.js are here. In CI they must be. */
export function hasRestate(): boolean {
  const is = existsSync(serverFile) && existsSync(newerNode);
  if (!is && process.env['CI'] === 'true') throw new Error('No Restate server, or no Node.js for it: npm ci --prefix tools/newer-node');
  if (!is) process.stderr.write('No Restate server, or no Node.js for it, its tests are skipped: npm ci --prefix tools/newer-node\n');
  return is;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** A Restate server of one test file: on ports of its own, in a folder that goes away. */
export interface RestateServer {
  readonly ingress: string;
  readonly admin: string;
  /** kill -9. */
  kill(): Promise<void>;
  /** The same server again, on the same ports and the same data. */
  again(): Promise<void>;
  remove(): Promise<void>;
}

export async function startRestate(): Promise<RestateServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-restate-'));
  const [ingressPort, adminPort, nodePort] = [await freePort(), await freePort(), await freePort()];
  const ingress = `http://127.0.0.1:${ingressPort}`;
  const admin = `http://127.0.0.1:${adminPort}`;
  let server: ChildProcess | undefined;

  const begin = async (): Promise<void> => {
    const started = spawn(serverFile, ['--no-logo', '--base-dir', folder, '--node-name', 'test'], {
      stdio: ['ignore', process.env['OCCWO_RESTATE_LOG'] ? 'inherit' : 'ignore', 'inherit'],
      env: {
        PATH: process.env['PATH'], RESTATE_LISTEN_MODE: 'tcp', RESTATE_DISABLE_TELEMETRY: 'true', RESTATE_LOG_FILTER: 'error,octocrab=off',
        RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingressPort}`, RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${adminPort}`,
        RESTATE_ADMIN__DISABLE_WEB_UI: 'true', RESTATE_BIND_ADDRESS: `127.0.0.1:${nodePort}`, RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${nodePort}`,
        RESTATE_DEFAULT_NUM_PARTITIONS: '2', RESTATE_ROCKSDB_TOTAL_MEMORY_SIZE: '256MB',
        RESTATE_WORKER__INVOKER__HTTP2_KEEP_ALIVE_INTERVAL: '1s', RESTATE_WORKER__INVOKER__HTTP2_KEEP_ALIVE_TIMEOUT: '1s',
        ...(process.env['OCCWO_RESTATE_LOG'] && { RESTATE_LOG_FILTER: process.env['OCCWO_RESTATE_LOG'] }),
      },
    });
    server = started;
    for (let tries = 0; ; tries++) {
      if (started.exitCode !== null || tries > 600) throw new Error('The Restate server does not come up: set OCCWO_RESTATE_LOG=info');
      const answers = await Promise.all([`${ingress}/restate/health`, `${admin}/health`].map((url) => fetch(url).then(({ ok }) => ok, () => false)));
      if (answers.every(Boolean)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const kill = async (): Promise<void> => {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('close', resolve));
    running.kill('SIGKILL');
    await ended;
  };

  await begin();
  return {
    ingress, admin, kill, again: begin,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
