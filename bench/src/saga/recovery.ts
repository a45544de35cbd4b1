import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createSagas, openDatabase } from '@occwo/saga';
import { median, rounded } from '../support/median.js';
import { postgresSchema } from '../support/postgres-schema.js';
import { held, leaseMs } from './held-saga.js';

const script = fileURLToPath(new URL('recovery-worker.ts', import.meta.url));

/** Seconds from the `kill -9` of a worker in the middle of a step until another worker calls that step again. */
export async function recovery(kills: number): Promise<{ lease_s: number; recovery_s: number }> {
  const schema = await postgresSchema();
  const database = await openDatabase(schema.url);
  let called: (() => void) | undefined;
  const definition = held(async () => called?.());
  const sagas = createSagas({ database, definitions: [definition], leaseMs });
  await sagas.work();
  const seconds: number[] = [];
  try {
    for (let kill = 0; kill < kills; kill++) {
      const worker = fork(script, [schema.url, `k${kill}`], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      await once(worker, 'message');
      const again = new Promise<void>((resolve) => (called = resolve));
      const killed = performance.now();
      worker.kill('SIGKILL');
      await again;
      seconds.push((performance.now() - killed) / 1_000);
      process.stderr.write(`killed worker ${kill + 1}: taken over after ${seconds.at(-1)?.toFixed(2)} s\n`);
    }
  } finally {
    await sagas.stop();
    await database.close();
    await schema.remove();
  }
  return { lease_s: leaseMs / 1_000, recovery_s: rounded(median(seconds)) };
}
