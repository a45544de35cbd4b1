import { sleep, systemClock } from '@occwo/core';
import type { Clock, Transport } from '@occwo/core';
import { axiosTransport } from '@occwo/core/client';
import type { Definition, InputOf, ResultsOf } from '../define/definition.js';
import { SagaConflictError, SagaNotFoundError, SagaStateError } from '../runner/errors.js';
import { hashOf, throughJson } from '../runner/json.js';
import { checkKey } from '../runner/saga-key.js';
import type { Act, Resolution } from '../runner/operate.js';
import { replyTopicOf } from '../runner/reply-address.js';
import type { Sagas, StartOptions, Started } from '../runner/sagas.js';
import { stateOf } from '../runner/state.js';
import type { SagaState } from '../runner/state.js';
import type { SagaStatus } from '../store/store.js';
import { rowOf } from './book.js';
import { withRelatives } from './check-definitions.js';
import { idOf } from './id-of.js';
import { Ingress } from './ingress.js';
import { driveVersion, handler } from './protocol.js';
import type { ActMail, Answer, Looked, Refusal, StartMessage } from './protocol.js';

export interface RestateSagasOptions {
  /** Restate's ingress: `http://127.0.0.1:8080`. */
  readonly ingress: string;
  /** All sagas that this process starts or looks at. */
  readonly definitions: readonly Definition[];
  /** The `system` that the endpoint was given. */
  readonly system?: string;
  /** Sent with every request: `authorization` for Restate Cloud. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** How requests leave. Default: axios. */
  readonly transport?: Transport;
}

type Named = string | Definition;
const nameOf = (saga: Named): string => (typeof saga === 'string' ? saga : saga.name);

/** The longest that Restate is asked to wait at once: whoever has gone is not waited for longer. */
const longPollMs = 30_000;
/** Pauses while a saga is accepted but no worker has taken it up yet. */
const notBegunMs = 100;

/** Starts sagas on Restate and acts on them, as `Sagas` does over a database. Make one a process with {@link restateSagas}. */
export class RestateSagas implements Pick<Sagas, 'finished' | 'signal' | 'cancel' | 'retry' | 'skip' | 'resolve' | 'get' | 'replyTopic'> {
  private readonly ingress: Ingress;
  private readonly clock: Clock;
  private readonly replies: string;
  private readonly definitions: ReadonlyMap<string, Definition>;

  constructor({ ingress, definitions, system, headers = {}, clock = systemClock, transport = axiosTransport() }: RestateSagasOptions) {
    this.ingress = new Ingress(ingress, { transport, headers });
    this.clock = clock;
    this.replies = replyTopicOf(system);
    this.definitions = new Map(withRelatives(definitions).map((definition) => [definition.fingerprint, definition]));
  }

  /**
   * Starts a saga, once for its key, as long as Restate remembers it. Safe to repeat after an error.
   * Throws `SagaConflictError` (409) if the key was used with another input. A key that is known needs a worker to answer for it.
   */
  async start<Saga extends Definition>(saga: Saga, options: Pick<StartOptions<InputOf<Saga>>, 'key' | 'input'>): Promise<Started<ResultsOf<Saga>>> {
    const { name, version, fingerprint, shape, deadlineMs } = saga;
    const { key } = options;
    if (!this.definitions.has(fingerprint)) throw new TypeError(`Saga "${name}" version ${version} is not among the definitions of restateSagas`);
    checkKey(key);
    const input = throughJson(options.input, `The input of saga "${name}"`) ?? null;
    const inputHash = hashOf(input);
    const message: StartMessage = { drive: driveVersion, version, fingerprint, shape, input, inputHash, deadlineMs };
    const finished = (wait: { timeoutMs?: number } = {}) => this.finished(saga, key, wait);
    const id = idOf(name, key);
    if ((await this.ingress.submit(name, key, message)) === 'new') return { code: 201, id, key, status: 'running', finished };
    const { row } = await this.whenBegun<Looked>(name, key, () => this.look(name, key));
    if (row.inputHash !== inputHash) throw new SagaConflictError({ id, name, key, status: row.status }, 'other');
    return { code: 200, id, key, status: row.status, finished };
  }

  /** Resolves when the saga has ended or is stuck, at the latest after `timeoutMs`. */
  async finished<Saga extends Definition>(saga: Saga, key: string, { timeoutMs = Infinity }: { timeoutMs?: number } = {}): Promise<SagaState<ResultsOf<Saga>>> {
    const until = this.clock.monotonic() + timeoutMs;
    for (;;) {
      const leftMs = until - this.clock.monotonic();
      const waitMs = Math.max(1, Math.min(longPollMs, leftMs));
      const { status } = await this.whenBegun<{ status: SagaStatus }>(saga.name, key, () =>
        this.ingress.call<{ status: SagaStatus } | Refusal>(saga.name, key, handler.finished, { waitMs }, waitMs + longPollMs));
      if (status === 'running' && this.clock.monotonic() < until) continue;
      const state = await this.get(saga, key);
      if (!state) throw new SagaNotFoundError(saga.name, key);
      return state as SagaState<ResultsOf<Saga>>;
    }
  }

  /** Hands a payload to the step that waits for it, now or later. The same `id` counts once. */
  signal(saga: Named, key: string, name: string, payload?: unknown, { id }: { id?: string } = {}): Promise<void> {
    return this.act(saga, key, { act: 'signal', name, payload: throughJson(payload, `The payload of signal "${name}"`), id });
  }

  /** Asks the saga to go back. Throws `SagaStateError` (409) when it is past its pivot or over. */
  cancel(saga: Named, key: string, { actor, reason }: Act): Promise<void> {
    return this.act(saga, key, { act: 'cancel', actor, reason });
  }

  /** Sets a stuck saga going again at the step it is stuck at, with all its attempts. */
  retry(saga: Named, key: string, { actor, reason, step }: Act & { step?: string }): Promise<void> {
    return this.act(saga, key, { act: 'retry', actor, reason, step });
  }

  /** Goes on without the step that a saga is stuck at: an undo that a person has done by hand, or a step behind the pivot. */
  skip(saga: Named, key: string, { actor, reason, step }: Act & { step?: string }): Promise<void> {
    return this.act(saga, key, { act: 'skip', actor, reason, step });
  }

  /** Says what became of the step that a saga is stuck at. */
  resolve(saga: Named, key: string, act: Act & Resolution & { step?: string }): Promise<void> {
    const { actor, reason, step, outcome } = act;
    const result = act.outcome === 'ok' ? throughJson(act.result, 'The result of a resolved step') : undefined;
    return this.act(saga, key, { act: 'resolve', actor, reason, step, outcome, result });
  }

  /** The saga with its timeline: every attempt, its time, result and error. Undefined if there is none, or no longer. */
  async get(saga: Named, key: string): Promise<SagaState | undefined> {
    const name = nameOf(saga);
    const looked = await this.whenBegun<Looked>(name, key, () => this.look(name, key)).catch((error: unknown) => {
      if (error instanceof SagaNotFoundError) return undefined;
      throw error;
    });
    return looked && stateOf(rowOf(looked.row), looked.journal, this.definitions.get(looked.row.fingerprint));
  }

  /** Where services reply to commands of this system's sagas. */
  async replyTopic(): Promise<string> {
    return this.replies;
  }

  private look(name: string, key: string): Promise<Looked | Refusal> {
    return this.ingress.call<Looked | Refusal>(name, key, handler.look);
  }

  private async act(saga: Named, key: string, mail: ActMail): Promise<void> {
    const name = nameOf(saga);
    const answer = await this.whenBegun<Answer>(name, key, () => this.ingress.call<Answer>(name, key, handler.act, mail));
    if (answer.error === 'state') throw new SagaStateError(answer.message, answer.hint);
    if (answer.error !== undefined) throw new TypeError(answer.message);
  }

  /** Asks again while the saga is accepted, but no worker has written its first line. */
  private async whenBegun<Reply extends object>(name: string, key: string, ask: () => Promise<Reply | Refusal>): Promise<Reply> {
    for (;;) {
      const answer = await ask();
      if (!('error' in answer && answer.error === 'absent')) return answer as Reply;
      if (!(await this.ingress.isSubmitted(name, key))) throw new SagaNotFoundError(name, key);
      await sleep(this.clock, notBegunMs);
    }
  }
}

/**
 * The client of sagas on Restate. It asks Restate's ingress and runs on every Node.js that OCCWO runs on, without Restate's SDK.
 * Acts need a worker that serves the endpoint; a start does not.
 * @example
 * const sagas = restateSagas({ ingress: 'http://127.0.0.1:8080', definitions: [publish] });
 * const { code, finished } = await sagas.start(publish, { key: 'offer-42', input: { offerId: '42' } });
 * const { status, results } = await finished();
 */
export const restateSagas = (options: RestateSagasOptions): RestateSagas => new RestateSagas(options);
