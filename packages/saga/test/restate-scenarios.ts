import { Refused, saga } from '../src/index.js';
import type { Database, Definition, RunContext, UndoContext } from '../src/index.js';

export const makeNotes = (database: Database): Promise<unknown> =>
  database.query('create table if not exists note (n integer primary key autoincrement, saga text, text text, fence integer)');

export const notesOf = async (database: Database, key: string): Promise<string[]> =>
  (await database.query<{ text: string }>('select text from note where saga = $1 order by n', [key])).map(({ text }) => text);

const soon = { firstMs: 10, factor: 1, jitter: 0 };
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
type Any = RunContext<unknown, unknown>;

/** The scenarios of the runner's own tests as sagas with short times. Their steps note what they do, by the saga's key. */
export function scenarios(database: Database, suffix: string) {
  const note = async ({ sagaKey, fence }: Any, text: string): Promise<void> => {
    await database.query('insert into note (saga, text, fence) values ($1, $2, $3)', [sagaKey, text, fence]);
  };
  const label = ({ key }: Any): string => key.split('/').slice(-2).join(':');
  const run = async (context: Any): Promise<string> => {
    await note(context, label(context));
    return label(context);
  };
  const undo = (context: Any): Promise<void> => note(context, label(context));
  const named = <Input>(name: string, options = {}) => saga<Input>(`${name}${suffix}`, 1, options);
  const isDown = async (): Promise<boolean> => (await database.query('select 1 from note where saga = $1', ['up'])).length === 0;

  const results = named<{ n: number }>('results')
    .step('a', { run: ({ input }) => ({ doubled: input.n * 2 }), undo: 'nothing to undo' })
    .step('b', { run: ({ results: { a }, key, fence, attempt }) => ({ sum: a.doubled + 1, key, fence, attempt }), undo: 'nothing to undo' });

  const reverse = named<{ error: 'refused' | 'timeout' }>('reverse')
    .step('a', { run, undo })
    .step('b', { run, undo })
    .step('c', {
      attempts: 2, backoff: soon,
      run: async (context) => {
        await note(context, 'c:run');
        throw context.input.error === 'refused' ? new Refused('no') : new Error('timeout');
      },
      undo: (context: UndoContext<unknown, unknown, never>) => note(context, `c:undo=${String(context.result)}`),
    });

  const pivot = named<string>('pivot')
    .step('a', { run, undo })
    .pivot('p', { delivery: 'once', run: (): { ref: number } => { throw new Error('cut'); } })
    .then('z', { run: ({ results: { p } }) => p.ref });

  const broken = named<string>('broken')
    .step('a', { run: () => 1, undoAttempts: 2, undoBackoff: soon, undo: async () => { if (await isDown()) throw new Error('down'); } })
    .step('b', { run: () => { throw new Refused('no'); }, undo: 'nothing to undo' });

  const waiting = named<string>('waiting')
    .sleep('pause', 400)
    .wait('paid', { timeoutMs: 600, parse: Number })
    .wait('extra', { timeoutMs: 100, onTimeout: 'continue' });

  const cancelled = named<string>('cancelled').step('a', { run, undo }).wait('go').pivot('p', { run: () => 1 }).wait('end');

  const long = named<string>('long').step('a', { run, undo }).step('b', {
    undo,
    run: (context) => new Promise((_, reject) => {
      void note(context, 'b:run');
      context.signal.addEventListener('abort', () => void note(context, 'b:told').then(() => reject(context.signal.reason)));
    }),
  });

  const early = named<string>('early', { deadlineMs: 300 }).wait('never');
  const late = named<string>('late', { deadlineMs: 300 })
    .pivot('p', { run: () => 1 })
    .then('z', { backoff: { firstMs: 50, factor: 1 }, run: () => { throw new Error('down'); } });

  const group = named<string>('group')
    .step('a', { run, undo })
    .parallel({
      b: { run: async (context) => { await run(context); }, undo },
      c: { run: async (context) => { await pause(150); await note(context, 'c:run'); throw new Refused('no'); }, undo },
      d: {
        run: (context) => new Promise<void>((_, reject) => {
          context.signal.addEventListener('abort', () => void note(context, 'd:told').then(() => reject(context.signal.reason)));
        }),
        undo: (context) => note(context, `d:undo=${String(context.result)}`),
      },
    });

  const child = named<{ n: number }>('child').step('x', { run: async (context) => { await run(context); return context.input.n; }, undo }).sleep('long', 300);
  const family = named<{ fails: boolean }>('family')
    .child('c', { saga: child, input: () => ({ n: 4 }) })
    .step('after', { run: ({ input, results: { c } }) => { if (input.fails) throw new Refused('no'); return c.x; }, undo: 'nothing to undo' });

  const command = named<string>('command').command('reserve', {
    topic: 'warehouse.reserve', body: ({ input }) => ({ article: input }), timeoutMs: 700, parse: (reply) => reply as { ref: string },
    undo: ({ emit, result }) => emit('warehouse.release', { result: result ?? null }),
  });

  const narrow = named<string>('narrow').step('a', {
    concurrency: 2, undo: 'nothing to undo',
    run: async (context) => {
      await note({ ...context, sagaKey: 'narrow' } as Any, 'in');
      await pause(50);
      await note({ ...context, sagaKey: 'narrow' } as Any, 'out');
    },
  });

  /** Kills its worker until it is told not to. */
  const poison = named<string>('poison').step('a', {
    undo,
    run: async (context) => {
      await note(context, `fence ${context.fence}`);
      if (await isDown()) process.kill(process.pid, 'SIGKILL');
      return 1;
    },
  });
  return { results, reverse, pivot, broken, waiting, cancelled, long, early, late, group, child, family, command, narrow, poison };
}

export const scenarioSagas = (database: Database, suffix: string): Definition[] => Object.values(scenarios(database, suffix));
