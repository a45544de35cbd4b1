// Our runner in a process of its own, as a user has it: what runs beside it in one process would share its caches, and slow it by a quarter.
import { Refused, createSagas, openDatabase, saga } from '@occwo/saga';
import { closedLoop } from '../support/closed-loop.js';
import { serve } from './in-child.js';

const [url, which] = process.argv.slice(2) as [string, 'ok' | 'compensated'];
const nothing = { undo: async () => {} };
const two = saga<{ n: number }>(which).step('a', { run: async () => ({ a: 1 }), ...nothing }).step('b', { run: async () => ({ b: 1 }), ...nothing });

/** Three no-op steps with stored results; or the third step refuses, so that the first two are undone. */
const [definition, status] = which === 'ok'
  ? [two.step('c', { run: async () => ({ c: 1 }), ...nothing }), 'completed'] as const
  : [two.step('c', { run: (): never => { throw new Refused('no'); }, ...nothing }), 'compensated'] as const;

const sagas = createSagas({ database: await openDatabase(url), definitions: [definition], concurrency: 2_000 });
await sagas.work();
let n = 0;
serve((inFlight, seconds) => closedLoop(inFlight, seconds, async () => {
  n += 1;
  const { finished } = await sagas.start(definition, { key: `k${n}`, input: { n } });
  const end = await finished();
  if (end.status !== status) throw new Error(`a saga of the bench ended ${end.status}`);
}));
