import { Refused, saga } from '../src/index.js';
import type { Database, Queryable, RunContext } from '../src/index.js';

/** Participants of the crash tests: every call is noted, an effect is there once a key. They live in tables beside the sagas. */
export async function makeParticipants(database: Database): Promise<void> {
  const id = database.dialect === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement';
  await database.query(`create table if not exists participant_call (n ${id}, saga text, action text, fence bigint)`);
  await database.query('create table if not exists participant_effect (key text primary key, saga text, action text)');
}

export interface CrashInput {
  readonly mode: 'ok' | 'refuse' | 'unknown' | 'undo-retry' | 'undo-unknown' | 'after-refuse' | 'after-unknown';
  /** Milliseconds that one call takes before it reaches its participant: that of "charge", or `slowAt`, as "ship:run". */
  readonly slowMs?: number;
  readonly slowAt?: string;
}

type Context = Pick<RunContext<unknown, unknown>, 'input' | 'key' | 'sagaKey' | 'fence'>;

/**
 * The sagas; `suffix` gives them names of their own, so that no other worker claims them. Without `transactions`, for engines whose
 * journal is in no database, the step that writes in the journal's transaction is one like the others.
 */
export function crashSagas(database: Database, suffix = '', { transactions = true }: { transactions?: boolean } = {}) {
  const act = async ({ input, key, sagaKey, fence }: Context, on: Queryable = database): Promise<{ ref: string }> => {
    const action = key.split('/').slice(-2).join(':');
    const { slowMs, slowAt = 'charge:run' } = input as Partial<CrashInput>;
    if (slowMs && slowAt === action) await new Promise((resolve) => setTimeout(resolve, slowMs).unref());
    await on.query('insert into participant_call (saga, action, fence) values ($1, $2, $3)', [sagaKey, action, fence]);
    await on.query('insert into participant_effect (key, saga, action) values ($1, $2, $3) on conflict do nothing', [key, sagaKey, action]);
    return { ref: action };
  };
  const undo = async (context: Context) => void (await act(context));
  const backoff = { firstMs: 20, jitter: 0 };
  const fail = (mode: CrashInput['mode']) => {
    if (mode === 'refuse') throw new Refused('no courier');
    if (mode === 'unknown') throw new Error('no answer');
  };

  const plain = saga<CrashInput>(`plain${suffix}`)
    .step('reserve', { run: act, undo })
    .step('charge', { run: act, undo })
    .step('ship', {
      undo, attempts: 2, backoff,
      run: async (context) => {
        if (context.input.mode === 'refuse') fail('refuse');
        const shipped = await act(context);
        fail(context.input.mode);
        return shipped;
      },
    });

  const child = saga<{ n: number }>(`child${suffix}`).step('inner', { run: (context) => act(context), undo });
  const begun = saga<CrashInput>(`rich${suffix}`).wait('go', { timeoutMs: 60_000 });
  const tabled = transactions
    ? begun.step('table', { delivery: 'tx', run: (context) => act(context, context.tx), undo: async (context) => void (await act(context, context.tx)) })
    : begun.step('table', { run: (context) => act(context), undo });
  const rich = tabled
    .parallel({ left: { run: act, undo }, right: { run: act, undo } })
    .child('child', { saga: child, input: () => ({ n: 1 }) })
    .sleep('pause', 150)
    .step('probe', {
      delivery: 'probe', undo,
      run: async (context) => {
        context.emit('crash.probed', { key: context.sagaKey });
        return act(context);
      },
      probe: async ({ key, sagaKey, emit }) => {
        const found = await database.query('select 1 from participant_effect where key = $1', [key]);
        if (found.length > 0) emit('crash.probed', { key: sagaKey });
        return found.length > 0 ? { result: { ref: 'probe:run' } } : undefined;
      },
    })
    .pivot('pay', {
      run: async (context) => {
        fail(context.input.mode === 'refuse' ? 'refuse' : 'ok');
        return act(context);
      },
    })
    .then('tell', { backoff, run: act });

  const once = saga<CrashInput>(`once${suffix}`).step('before', { run: act, undo }).step('once', { delivery: 'once', run: act, undo });

  /** Ends stuck in every way there is: an unknown pivot, a step behind it, an undo. */
  const final = saga<CrashInput>(`final${suffix}`)
    .step('reserve', {
      run: act, undoAttempts: 2, undoBackoff: backoff,
      undo: async (context) => {
        const { mode } = context.input;
        if (mode === 'undo-retry' && context.attempt === 1) throw new Error('not yet');
        await act(context);
        if (mode === 'undo-unknown') throw new Error('no answer');
      },
    })
    .pivot('pay', {
      attempts: 2, backoff,
      run: async (context) => {
        const { mode } = context.input;
        if (mode === 'refuse' || mode.startsWith('undo')) throw new Refused('no money');
        const paid = await act(context);
        if (mode === 'unknown') throw new Error('no answer');
        return paid;
      },
    })
    .then('tell', {
      attempts: 2, backoff,
      run: async (context) => {
        if (context.input.mode === 'after-refuse') throw new Refused('no such address');
        const told = await act(context);
        if (context.input.mode === 'after-unknown') throw new Error('no answer');
        return told;
      },
    });

  /** Waits of every kind, long enough to die in. */
  const slow = saga<CrashInput>(`slow${suffix}`)
    .step('fetch', {
      undo, backoff: { firstMs: slowStepMs, factor: 1, jitter: 0 },
      run: async (context) => {
        if (context.attempt === 1) throw new Error('not yet');
        return act(context);
      },
    })
    .sleep('pause', slowStepMs)
    .wait('go', { timeoutMs: slowStepMs, onTimeout: 'continue' })
    .step('end', { run: act, undo });

  /** A definition, and the one that is deployed after it. */
  const older = saga<CrashInput>(`moved${suffix}`).step('reserve', { run: act, undo }).wait('go').step('ship', { run: act, undo });
  const moved = saga<CrashInput>(`moved${suffix}`, 2)
    .step('hold', { run: act, undo })
    .wait('go')
    .step('insure', { run: act, undo })
    .step('ship', { undo, run: async (context) => (fail(context.input.mode), act(context)) })
    .migrate(older, ({ journal }) => ({ journal: journal.map((entry) => ({ ...entry, step: entry.step === 'reserve' ? 'hold' : entry.step })) }));
  return { plain, rich, once, final, slow, older, moved };
}

/** What each wait of the saga "slow" lasts. */
export const slowStepMs = 1_200;

export type CrashSaga = keyof ReturnType<typeof crashSagas>;
