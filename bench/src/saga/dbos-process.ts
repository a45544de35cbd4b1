// DBOS Transact in a process of its own: the same saga, one pool of 16 connections (the best it had, measured 2026-11).
import { DBOS } from '@dbos-inc/dbos-sdk';
import { closedLoop } from '../support/closed-loop.js';
import { serve } from './in-child.js';

const [url] = process.argv.slice(2);
const workflow = DBOS.registerWorkflow(
  async (n: number) => {
    const a = await DBOS.runStep(async () => ({ a: n }), { name: 'a' });
    const b = await DBOS.runStep(async () => ({ b: a.a }), { name: 'b' });
    return DBOS.runStep(async () => ({ c: b.b }), { name: 'c' });
  },
  { name: 'ok' },
);
DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url as string, systemDatabasePoolSize: 16, logLevel: 'error' });
await DBOS.launch();

let n = 0;
serve((inFlight, seconds) => closedLoop(inFlight, seconds, async () => {
  n += 1;
  const handle = await DBOS.startWorkflow(workflow, { workflowID: `k${n}` })(n);
  await handle.getResult();
}));
