import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'amqplib';
import { freePort } from './private-postgres.js';

/** A RabbitMQ node of the test's own, which it may kill without harm to anybody. */
export interface PrivateBroker {
  readonly url: string;
  /** kill -9, then started again on the same data. Resolves when it answers. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

const program = '/usr/lib/rabbitmq/bin/rabbitmq-server';
export const hasPrivateBroker: boolean = existsSync(program);
if (!hasPrivateBroker) process.stderr.write(`No ${program}: RabbitMQ is not restarted\n`);

/** Takes about six seconds to start, and as long to start again. */
export async function privateBroker(): Promise<PrivateBroker> {
  const home = mkdtempSync(path.join(tmpdir(), 'occwo-rabbitmq-'));
  const [port, distribution] = [await freePort(), await freePort()];
  const plugins = path.join(home, 'plugins');
  writeFileSync(plugins, '[].\n');
  const env = {
    ...process.env, HOME: home, RABBITMQ_NODENAME: `occwo${port}@localhost`, RABBITMQ_NODE_PORT: String(port), RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: path.join(home, 'mnesia'), RABBITMQ_LOG_BASE: path.join(home, 'log'), RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_CONFIG_FILE: path.join(home, 'none'), RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  };
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  let node: ChildProcess;
  let ended: Promise<unknown>;
  const start = async () => {
    // A process group of its own: the script starts the machine as a child.
    node = spawn(program, [], { env, cwd: home, stdio: 'ignore', detached: true });
    ended = new Promise((resolve) => node.once('close', resolve));
    for (let tries = 0; ; tries++) {
      const isUp = await connect(url, { timeout: 2_000 }).then(async (connection) => (await connection.close(), true), () => false);
      if (isUp) return;
      if (tries > 300) throw new Error('The private RabbitMQ does not start');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const stop = async () => {
    process.kill(-(node.pid as number), 'SIGKILL');
    await ended;
  };
  await start();
  return {
    url,
    restart: async () => {
      await stop();
      await start();
    },
    remove: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
