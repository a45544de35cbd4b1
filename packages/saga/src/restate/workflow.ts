import type { WorkflowContext, WorkflowDefinition } from '@restatedev/restate-sdk';
import type { Definition } from '../define/definition.js';
import type { Entry } from '../engine/entry.js';
import { errorText } from '../runner/error-text.js';
import type { SagaStatus } from '../store/store.js';
import { rowOf } from './book.js';
import type { Desk } from './desk.js';
import { Drive } from './drive.js';
import { judge } from './judge.js';
import { promiseKey, stateKey } from './protocol.js';
import type { ActMail, Answer, KeptRow, Looked, Mail, Refusal, StartMessage } from './protocol.js';
import type { DriveContext, PostContext } from './sdk.js';

const absent: Refusal = { error: 'absent', message: 'There is no such saga', hint: '' };

/** Steps that take longer than this would be cut off by Restate: a multiple of what the definitions allow, at least ten minutes. */
const abortAfterMs = (definitions: readonly Definition[]): number => {
  const longest = Math.max(0, ...definitions.flatMap(({ steps }) => [...steps.values()].filter(({ kind }) => kind === 'call').map(({ timeoutMs }) => timeoutMs)));
  return longest === Infinity ? 30 * 86_400_000 : Math.max(600_000, longest * 2);
};

export interface Durations {
  readonly retentionMs: number;
  readonly resumeWithinMs: number;
}

/** One workflow for all versions of a saga: `run` drives, the other handlers look, write letters and wait. */
export function sagaWorkflow(desk: Desk, name: string, definitions: readonly Definition[], { retentionMs, resumeWithinMs }: Durations): WorkflowDefinition<string, unknown> {
  const { workflow } = desk.sdk.handlers;

  const run = async (context: WorkflowContext, start: StartMessage): Promise<{ status: SagaStatus }> => {
    if (typeof start?.fingerprint !== 'string') throw new desk.sdk.TerminalError('Sagas are started by restateSagas, not by a call of this handler', { errorCode: 400 });
    try {
      return { status: await Drive.run(desk, context as DriveContext, name, start) };
    } catch (error) {
      if (!desk.sdk.internal.isSuspendedError(error)) desk.log.error(`saga: ${name}/${context.key} cannot go on here: ${errorText(error)}`, { saga: name, key: context.key });
      throw error;
    }
  };

  const look = async (context: PostContext): Promise<Looked | Refusal> => {
    const row = await context.get<KeptRow>(stateKey.row);
    return row ? { row, journal: await journalOf(context, row) } : absent;
  };

  const act = async (context: PostContext, mail: ActMail): Promise<Answer> => {
    const row = await context.get<KeptRow>(stateKey.row);
    if (!row) return absent;
    const over = await context.promise<SagaStatus>(promiseKey.over).peek();
    if (over !== undefined) return tooLate(context, row, mail, over);
    const number = await deliver(context, row.mails, mail);
    const { RestatePromise } = desk.sdk;
    const answered = await RestatePromise.race([
      context.promise<Answer>(promiseKey.answer(number)).get().map((answer): { answer?: Answer; status?: SagaStatus } => ({ answer: answer ?? {} })),
      context.promise<SagaStatus>(promiseKey.over).get().map((status): { answer?: Answer; status?: SagaStatus } => ({ status: status as SagaStatus })),
    ]);
    return answered.answer ?? tooLate(context, row, mail, answered.status as SagaStatus);
  };

  /** The same verdict that the drive would give, once it is over. */
  const tooLate = async (context: PostContext, row: KeptRow, mail: ActMail, status: SagaStatus): Promise<Answer> => {
    const loaded = { row: rowOf({ ...row, status }), journal: await journalOf(context, row) };
    return judge(mail, loaded, definitions.find(({ fingerprint }) => fingerprint === row.fingerprint)).refusal ?? {};
  };

  const deliver = async (context: PostContext, from: number, mail: Mail): Promise<number> => {
    for (let number = from; ; number++) {
      desk.point('post:before', mail.act);
      try {
        await context.promise<Mail>(promiseKey.mail(number)).resolve(mail);
        desk.point('post:after', mail.act);
        return number;
      } catch (error) {
        // Somebody else took this place in the letter box.
        if (!(error instanceof desk.sdk.TerminalError) || error instanceof desk.sdk.CancelledError) throw error;
      }
    }
  };

  const post = async (context: PostContext, mail: Mail): Promise<void> => {
    const row = await context.get<KeptRow>(stateKey.row);
    await deliver(context, row?.mails ?? 0, mail);
  };

  const finished = async (context: PostContext, { waitMs }: { waitMs: number }): Promise<{ status: SagaStatus } | Refusal> => {
    const row = await context.get<KeptRow>(stateKey.row);
    if (!row || row.status !== 'running') return row ? { status: row.status } : absent;
    const { RestatePromise } = desk.sdk;
    return RestatePromise.race([
      context.promise<SagaStatus>(promiseKey.rest(row.rests)).get().map((status) => ({ status: status as SagaStatus })),
      context.sleep(Math.max(1, waitMs)).map(() => ({ status: 'running' as const })),
    ]);
  };

  return desk.sdk.workflow({
    name,
    handlers: {
      run: workflow.workflow({ enableLazyState: true, explicitCancellation: true, abortTimeout: abortAfterMs(definitions) }, run),
      look, act, finished,
      post: workflow.shared({ ingressPrivate: true }, post),
    },
    options: {
      workflowRetention: retentionMs,
      // A saga that no worker can take up waits for one: it is never given up.
      retryPolicy: { initialInterval: 50, exponentiationFactor: 2, maxInterval: resumeWithinMs, maxAttempts: 1_000_000_000 },
    },
  }) as WorkflowDefinition<string, unknown>;
}

async function journalOf(context: PostContext, { entries }: KeptRow): Promise<Entry[]> {
  const journal: Entry[] = [];
  for (let seq = 1; seq <= entries; seq++) journal.push((await context.get<Entry>(stateKey.entry(seq))) as Entry);
  return journal;
}
