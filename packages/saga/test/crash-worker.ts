// A worker in a process of its own. Prints one JSON line an event; dies by SIGKILL at the nth point between two writes.
import { appendFileSync } from 'node:fs';
import { createSagas, openDatabase } from '../src/index.js';
import { crashSagas } from './crash-sagas.js';
import type { CrashInput, CrashSaga } from './crash-sagas.js';

interface Job {
  readonly url: string;
  readonly leaseMs: number;
  /** Names of its own for the sagas. */
  readonly suffix?: string;
  /** Die at the nth point. */
  readonly dieAt?: number;
  /** Write the name of every point to this file. */
  readonly trace?: string;
  readonly saga?: CrashSaga;
  readonly key?: string;
  readonly input?: CrashInput;
  /** Stay after the saga's end. */
  readonly stay?: boolean;
  /** Waits of up to so many milliseconds are kept in memory. */
  readonly holdMs?: number;
}

const job = JSON.parse(process.argv[2] as string) as Job;
const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);
let points = 0;
const onPoint = (point: string, detail = '') => {
  points += 1;
  if (job.trace) appendFileSync(job.trace, `${point} ${detail}\n`);
  if (job.stay) say({ type: `${point} ${detail}` });
  if (points === job.dieAt) process.kill(process.pid, 'SIGKILL');
};

async function main(): Promise<void> {
  const database = await openDatabase(job.url, { onIdleError: () => {} });
  const definitions = crashSagas(database, job.suffix);
  const sagas = createSagas({
    database, definitions: Object.values(definitions).filter((definition) => definition !== definitions.older), leaseMs: job.leaseMs, pollMs: 40, holdMs: job.holdMs ?? 100, onPoint, random: Math.random,
    onEvent: (event) => say(event),
  });
  if (job.saga && job.key) {
    await sagas.start(definitions[job.saga], { key: job.key, input: job.input ?? { mode: 'ok' } });
    if (job.saga === 'rich' || job.saga === 'moved') await sagas.signal(definitions[job.saga], job.key, 'go', null, { id: 'go' });
  }
  await sagas.work();
  say({ type: 'ready' });
  if (job.stay) return;
  const { status } = await sagas.finished(definitions[job.saga as CrashSaga], job.key as string);
  say({ type: 'finished', status });
  await sagas.stop();
  await database.close();
}

main().catch((error: unknown) => {
  say({ type: 'error', error: String(error) });
  process.exitCode = 1;
});
