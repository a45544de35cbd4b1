import { saga } from '../src/index.js';
import type { Database, Definition } from '../src/index.js';
import type { Queue } from '../src/queue/queue.js';
import { crashSagas } from './crash-sagas.js';
import { modelSagas } from './restate-model.js';
import { scenarioSagas } from './restate-scenarios.js';

export type SuiteName = 'crash' | 'changed' | 'scenarios' | 'model';

/** The sagas of a suite: the worker serves them, the test starts and looks at them. */
export function restateSuite(name: SuiteName, database: Database, suffix: string): Definition[] {
  if (name === 'scenarios') return scenarioSagas(database, suffix);
  if (name === 'model') return modelSagas(database, suffix);
  if (name === 'changed') return [saga<object>(`plain${suffix}`).step('other', { run: () => 1, undo: 'nothing to undo' })];
  const { plain, rich, once, final, slow } = crashSagas(database, suffix, { transactions: false });
  return [plain, rich, once, final, slow];
}

export const makeMessages = (database: Database): Promise<unknown> =>
  database.query('create table if not exists participant_message (n integer primary key autoincrement, id text, topic text, key text, body text, headers text)');

/** A queue that notes every publication. */
export const messagesOf = (database: Database): Pick<Queue, 'publish'> => ({
  publish: async ({ id, topic, key, body, headers }) => {
    await database.query('insert into participant_message (id, topic, key, body, headers) values ($1, $2, $3, $4, $5)',
      [id, topic, key ?? null, JSON.stringify(body), JSON.stringify(headers ?? {})]);
  },
});
