import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { closedLoop } from '../support/closed-loop.js';
import type { Contestant } from './contestant.js';

/** The file of a package that holds a program for this machine; undefined where there is none for it. */
function program(name: string, file: string): string | undefined {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'bin', file);
  } catch {
    return undefined;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** A Restate server of two partitions (the best it had on two cores, measured 2026-11) with a service in a process of its own. */
export async function restate(): Promise<Contestant | undefined> {
  const serverProgram = program(`@restatedev/restate-server-${process.platform}-${process.arch}`, 'restate-server');
  if (!serverProgram) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-bench-restate-'));
  const [ingress, admin, internal] = (await freePorts(3)) as [number, number, number];
  const server = spawn(serverProgram, ['--base-dir', folder, '--node-name', 'bench', '--no-logo'], {
    stdio: 'ignore',
    env: {
      ...process.env, RESTATE_DEFAULT_NUM_PARTITIONS: '2', RESTATE_DISABLE_TELEMETRY: 'true', RESTATE_LOG_FILTER: 'error', RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`, RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`, RESTATE_BIND_ADDRESS: `127.0.0.1:${internal}`,
    },
  });
  const service = spawn(process.execPath, [fileURLToPath(new URL('restate-service.mjs', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = async () => {
    await Promise.all([kill(server), kill(service)]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [port] = (await once(service.stdout, 'data')) as [Buffer];
    await register(admin, Number(port.toString()));
  } catch (error) {
    await end();
    throw error;
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 1_024 });
  let n = 0;
  return {
    run: (inFlight, seconds) => closedLoop(inFlight, seconds, () => post(agent, ingress, '/ok/run', n++)),
    end,
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Tells the server where the service is, as soon as it listens; then waits until a first call gets through. */
async function register(admin: number, service: number): Promise<void> {
  const agent = new Agent();
  for (let left = 150; ; left--) {
    try {
      return await post(agent, admin, '/deployments', { uri: `http://127.0.0.1:${service}` });
    } catch (error) {
      if (left === 0) throw error;
      await pause(200);
    }
  }
}

function post(agent: Agent, port: number, route: string, body: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request({ agent, host: '127.0.0.1', port, path: route, method: 'POST', headers: { 'content-type': 'application/json' } }, (reply) => {
      reply.resume();
      reply.once('error', reject);
      reply.once('end', () => ((reply.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`Restate answered ${reply.statusCode} to ${route}`))));
    });
    call.once('error', reject).end(JSON.stringify(body));
  });
}
