import { createSagas, openDatabase } from '@occwo/saga';
import type { Database, Sagas } from '@occwo/saga';
import { runInput } from './run-input.js';
import { order, undoing } from './sample-sagas.js';
import { emptyFolder } from './built-cli.js';

/** A migrated database with a worker of the sample sagas on it, and commands that are pointed at it. */
export interface SagaTestWorld {
  readonly database: Database;
  readonly sagas: Sagas;
  /** The world of a command; its output is in `streams`. */
  input(stdin?: string): ReturnType<typeof runInput> & { readonly database: string; readonly folder: string; readonly environment: Record<string, string> };
  /** An order that ends, waits for `paid`, or is stuck. Gives its key. */
  start(key: string, state: 'completed' | 'waiting' | 'stuck at pivot' | 'stuck at undo'): Promise<void>;
  close(): Promise<void>;
}

export async function sagaTestWorld(url: string): Promise<SagaTestWorld> {
  const database = await openDatabase(url);
  const sagas = createSagas({ database, definitions: [order, undoing], pollMs: 10 });
  await sagas.work();
  return {
    database,
    sagas,
    input: (stdin) => ({ ...runInput(stdin), database: url, folder: emptyFolder, environment: {} }),
    async start(key, state) {
      if (state === 'stuck at undo') return void (await (await sagas.start(undoing, { key, input: null })).finished());
      const { finished } = await sagas.start(order, { key, input: { pay: state === 'stuck at pivot' ? 'unknown' : 'ok' } });
      if (state === 'waiting') return;
      await sagas.signal(order, key, 'paid', { sum: 5 });
      await finished();
    },
    async close() {
      await sagas.stop();
      await database.close();
    },
  };
}
