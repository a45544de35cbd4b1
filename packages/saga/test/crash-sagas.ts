import { Refused, saga } from '../src/index.js';
import type { Database, Queryable, RunContext } from '../src/index.js';

/** Participants of the crash tests: every call is noted, an effect is there once a key. They live in tables beside the sagas. */
export async function makeParticipants(database: Database): Promise<void> {
  const id = database.dialect === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement';
  await database.query(`create table if not exists participant_call (n ${id}, saga text, action text, fence bigint)`);
  await database.query('create table if not exists participant_effect (key text primary key, saga text, action text)');
}

export interface CrashInput {
  readonly mode: 'ok' | 'refuse' | 'unknown';
  /** Milliseconds that the step "charge" takes before it calls its participant. */
  readonly slowMs?: number;
}

type Context = Pick<RunContext<CrashInput, unknown>, 'key' | 'sagaKey' | 'fence'>;

/** The sagas; `suffix` gives them names of their own, so that no other worker claims them. */
export function crashSagas(database: Database, suffix = '') {
  const act = async ({ key, sagaKey, fence }: Context, on: Queryable = database): Promise<{ ref: string }> => {
    const action = key.split('/').slice(-2).join(':');
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
    .step('charge', {
      undo,
      run: async (context) => {
        if (context.input.slowMs) await new Promise((resolve) => setTimeout(resolve, context.input.slowMs).unref());
        return act(context);
      },
    })
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
  const rich = saga<CrashInput>(`rich${suffix}`)
    .wait('go', { timeoutMs: 60_000 })
    .step('table', { delivery: 'tx', run: (context) => act(context, context.tx), undo: async (context) => void (await act(context, context.tx)) })
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
  return { plain, rich, once };
}

export type CrashSaga = keyof ReturnType<typeof crashSagas>;
