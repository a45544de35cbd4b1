// An operator's process: does one act on a saga and dies by SIGKILL before it, in its transaction, or after it.
import { createSagas, openDatabase } from '../src/index.js';
import type { Database, Queryable } from '../src/index.js';
import type { ActJob } from './act-job.js';
import { crashSagas } from './crash-sagas.js';

const job = JSON.parse(process.argv[2] as string) as ActJob;
const die = () => process.kill(process.pid, 'SIGKILL');

/** Dies behind a statement inside of a transaction. */
function dying(database: Database, after: RegExp): Database {
  const watch = (inner: Queryable): Queryable['query'] => async (sql, parameters) => {
    const rows = await inner.query(sql, parameters);
    if (after.test(sql)) die();
    return rows as never;
  };
  return { ...database, transaction: (work) => database.transaction((tx) => work({ ...tx, query: watch(tx) })) };
}

async function main(): Promise<void> {
  const opened = await openDatabase(job.url);
  const after = { 'entry written, not committed': /insert into saga_step/, 'all written, not committed': /update saga set poked/ }[job.dieAt as string];
  const definitions = crashSagas(opened, job.suffix);
  const definition = definitions[job.saga];
  const sagas = createSagas({
    database: after ? dying(opened, after) : opened, definitions: [definition],
    onPoint: (point) => {
      if (point === `note:${job.dieAt}`) die();
    },
  });
  const act = { actor: 'anna', reason: 'looked' };
  const { key } = job;
  const todo: Record<ActJob['act'], () => Promise<void>> = {
    cancel: () => sagas.cancel(definition, key, act),
    signal: () => sagas.signal(definition, key, 'go', 1, { id: 'one' }),
    retry: () => sagas.retry(definition, key, act),
    skip: () => sagas.skip(definition, key, act),
    'resolve-ok': () => sagas.resolve(definition, key, { ...act, outcome: 'ok', result: { ref: 'by hand' } }),
    'resolve-refused': () => sagas.resolve(definition, key, { ...act, outcome: 'refused' }),
  };
  await todo[job.act]();
}

void main();
