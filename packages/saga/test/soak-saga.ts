import { Refused, saga } from '../src/index.js';
import type { Database, Queryable, RunContext } from '../src/index.js';
import type { ExpectedEffects } from './soak-verdict.js';

export const soakModes = ['ok', 'refuse', 'unknown'] as const;
export interface SoakInput {
  readonly mode: (typeof soakModes)[number];
  readonly slowMs: number;
}

/** Participants of the soak. Nothing in these tables keeps a second effect out: whatever is doubled can be counted. */
export async function makeSoakTables(database: Database): Promise<void> {
  const id = database.dialect === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement';
  await database.query(`create table if not exists soak_effect (n ${id}, saga text not null, action text not null)`);
  // A participant that takes idempotency keys, as most do.
  await database.query('create table if not exists soak_key (key text primary key)');
  await database.query('create index if not exists soak_effect_saga on soak_effect (saga)');
}

export const noteEffect = async (on: Queryable, saga: string, action: string): Promise<void> =>
  void (await on.query('insert into soak_effect (saga, action) values ($1, $2)', [saga, action]));

/** All ways in which a step can reach its participant: by call, by transaction, by command over the queue, by message. */
export function soakSaga(database: Database, topics: { ask: string; told: string }) {
  const act = ({ key, sagaKey }: Pick<RunContext<SoakInput, unknown>, 'key' | 'sagaKey'>): Promise<{ ref: string }> =>
    database.transaction(async (tx) => {
      const isNew = await tx.query('insert into soak_key (key) values ($1) on conflict do nothing returning key', [key]);
      if (isNew.length > 0) await noteEffect(tx, sagaKey, key.split('/').slice(-2).join(':'));
      return { ref: key };
    });
  const undo = async (context: Parameters<typeof act>[0]) => void (await act(context));
  // The participants live in the database that is restarted: a call that fails for that is tried again for long enough.
  const patient = { attempts: 200, backoff: { firstMs: 20, maximumMs: 500 }, undoAttempts: 200, undoBackoff: { firstMs: 20, maximumMs: 500 } };

  return saga<SoakInput>('soak')
    .step('reserve', { ...patient, run: act, undo })
    .step('book', {
      ...patient, delivery: 'tx',
      run: ({ tx, sagaKey }) => noteEffect(tx, sagaKey, 'book:run'),
      undo: ({ tx, sagaKey }) => noteEffect(tx, sagaKey, 'book:undo'),
    })
    .command('ask', {
      topic: topics.ask, body: ({ sagaKey }) => ({ saga: sagaKey }), timeoutMs: 3_600_000, parse: (reply) => reply as { ref: string },
      undo, undoAttempts: patient.undoAttempts, undoBackoff: patient.undoBackoff,
    })
    .step('gamble', {
      ...patient, undo, attempts: 2,
      run: async (context) => {
        if (context.input.mode !== 'unknown') return;
        await act(context);
        throw new Error('no answer');
      },
    })
    .step('ship', {
      ...patient, undo,
      run: async (context) => {
        if (context.input.mode === 'refuse') throw new Refused('no courier');
        await new Promise((resolve) => setTimeout(resolve, context.input.slowMs).unref());
        context.emit(topics.told, { saga: context.sagaKey });
        return act(context);
      },
    });
}

/** What the participants must hold in the end; `maybe`: only if the database was there for the attempts that were allowed. */
export const soakEffects: Record<SoakInput['mode'], ExpectedEffects> = {
  ok: { sure: ['ask:run', 'book:run', 'reserve:run', 'ship:run', 'told'], maybe: [] },
  refuse: { sure: ['ask:run', 'ask:undo', 'book:run', 'book:undo', 'gamble:undo', 'reserve:run', 'reserve:undo'], maybe: [] },
  unknown: { sure: ['ask:run', 'ask:undo', 'book:run', 'book:undo', 'gamble:undo', 'reserve:run', 'reserve:undo'], maybe: ['gamble:run'] },
};
