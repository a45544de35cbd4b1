import fc from 'fast-check';
import { Refused, saga } from '../src/index.js';
import type { Database, Definition, RunContext } from '../src/index.js';
import { isGroup, sagaSpec, timeoutMs } from './model.js';
import type { CallSpec, PlaceSpec, SagaSpec } from './model.js';
import type { Call } from './simulation.js';

/** The model's milliseconds are virtual; these are real. */
export const scale = 100;

/** The same in the worker and in the test: sagas of the reference model, by their number. */
export const modelSpecs = (): SagaSpec[] =>
  fc.sample(sagaSpec, { seed: Number(process.env['OCCWO_RESTATE_MODEL_SEED'] ?? 20_261_120), numRuns: Number(process.env['OCCWO_RESTATE_MODEL_RUNS'] ?? 60) });

export const modelName = (n: number, suffix: string): string => `m${n}${suffix}`;

export async function makeModelTables(database: Database): Promise<void> {
  await database.query('create table if not exists model_call (n integer primary key autoincrement, run integer, saga text, step text, place integer, direction text, key text, ok integer)');
  await database.query('create table if not exists model_effect (run integer, id text, primary key (run, id))');
}

export const modelSagas = (database: Database, suffix: string): Definition[] =>
  modelSpecs().map((spec, n) => new Builder(database, n, suffix).build('root', spec.places, spec.pivot).definition);

/** What the laws want to know of one run. */
export async function modelCalls(database: Database, run: number, specs: ReadonlyMap<string, CallSpec>): Promise<Call[]> {
  const rows = await database.query<{ saga: string; step: string; place: number; direction: 'run' | 'undo'; ok: number }>('select * from model_call where run = $1 order by n', [run]);
  return rows.map(({ ok, ...call }) => ({ ...call, ok: ok === 1, spec: specs.get(`${call.saga}/${call.step}`) as CallSpec }));
}

/** Builds one saga of the model, whose participants keep their books in tables: they outlive any worker. */
export class Builder {
  readonly specs = new Map<string, CallSpec>();

  constructor(
    private readonly database: Database,
    private readonly run: number,
    private readonly suffix: string,
  ) {}

  build(name: string, places: readonly PlaceSpec[], pivot?: SagaSpec['pivot']): { readonly definition: Definition; readonly specs: ReadonlyMap<string, CallSpec> } {
    let chain = saga<unknown>(name.replace('root', modelName(this.run, this.suffix))) as unknown as Record<string, (...parameters: unknown[]) => typeof chain>;
    for (const [place, at] of places.entries()) {
      const step = `p${place}`;
      if (isGroup(at)) {
        chain = chain['parallel']?.(Object.fromEntries(at.map((call, n) => [`${step}s${n}`, this.options(name, `${step}s${n}`, place, call, false)]))) as typeof chain;
      } else if (at.kind === 'wait') {
        chain = chain['wait']?.(step, { timeoutMs: timeoutMs / scale, onTimeout: at.onTimeout }) as typeof chain;
      } else if (at.kind === 'sleep') {
        chain = chain['sleep']?.(step, at.milliseconds / scale) as typeof chain;
      } else {
        chain = chain['child']?.(step, { saga: this.build(`${name}-${step}`, at.places).definition, input: () => ({}) }) as typeof chain;
      }
    }
    if (pivot) {
      chain = chain['pivot']?.('pivot', this.options(name, 'pivot', places.length, pivot.call, true)) as typeof chain;
      for (const [n, call] of pivot.after.entries()) {
        chain = chain['then']?.(`after${n}`, this.options(name, `after${n}`, places.length + 1 + n, call, true)) as typeof chain;
      }
    }
    return { definition: chain as unknown as Definition, specs: this.specs };
  }

  private options(name: string, step: string, place: number, call: CallSpec, isFinal: boolean): object {
    this.specs.set(`${name}/${step}`, call);
    const act = (direction: 'run' | 'undo') => (context: RunContext<unknown, unknown>) => this.participate(context, { saga: name, step, place, direction, spec: call });
    const pauses = { firstMs: 2, factor: 1 };
    return {
      run: act('run'), backoff: pauses, delivery: call.delivery,
      ...(!isFinal && { undo: call.undo === 'none' ? 'nothing to undo' : act('undo'), undoAttempts: 3, undoBackoff: pauses }),
      ...(call.delivery === 'probe' && { probe: async () => ((await this.hasEffect(`${name}/${step}`)) ? { result: 'found' } : undefined) }),
    };
  }

  private async participate({ key }: RunContext<unknown, unknown>, call: Omit<Call, 'ok'>): Promise<string> {
    const { database, run } = this;
    const { spec, direction, step, place, saga: name } = call;
    const id = `${name}/${step}`;
    await database.query('insert into model_call (run, saga, step, place, direction, key, ok) values ($1, $2, $3, $4, $5, $6, 0)', [run, name, step, place, direction, key]);
    const [row] = await database.query<{ count: number; last: number }>('select count(*) as count, max(n) as last from model_call where run = $1 and key = $2', [run, key]);
    const { count, last } = row as { count: number; last: number };
    if (spec.takes > 0) await new Promise((resolve) => setTimeout(resolve, spec.takes / scale));
    if (direction === 'undo') {
      if (spec.undo === 'broken' || (spec.undo === 'flaky' && count <= 2)) throw new Error('undo failed');
      await database.query('delete from model_effect where run = $1 and id = $2', [run, id]);
    } else {
      if (count <= spec.flaky || spec.run === 'fail') {
        if (spec.effective) await this.effect(id);
        throw new Error('no answer');
      }
      if (spec.run === 'refuse' && !(await this.hasEffect(id))) throw new Refused('no');
      await this.effect(id);
    }
    await database.query('update model_call set ok = 1 where n = $1', [last]);
    return id;
  }

  private effect(id: string): Promise<unknown> {
    return this.database.query('insert into model_effect (run, id) values ($1, $2) on conflict do nothing', [this.run, id]);
  }

  private async hasEffect(id: string): Promise<boolean> {
    return (await this.database.query('select 1 from model_effect where run = $1 and id = $2', [this.run, id])).length > 0;
  }
}
