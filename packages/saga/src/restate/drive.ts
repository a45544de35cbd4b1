import type { RestatePromise } from '@restatedev/restate-sdk';
import type { Step } from '../define/definition.js';
import { next } from '../engine/next.js';
import type { Action, Decision } from '../engine/next.js';
import { mayHaveBegun, viewOfStep } from '../engine/view.js';
import { Flight } from '../runner/flight.js';
import type { Writing } from '../runner/hand.js';
import { labelOf } from '../runner/runtime.js';
import type { SagaStatus } from '../store/store.js';
import { MuteFlight } from './attempt.js';
import { Book } from './book.js';
import type { Stamp } from './book.js';
import { Children } from './children.js';
import type { Desk } from './desk.js';
import { judge } from './judge.js';
import { lookAt } from './look-at.js';
import { Post } from './post.js';
import { promiseKey } from './protocol.js';
import type { StartMessage } from './protocol.js';
import { Scribe, stampOf } from './scribe.js';
import type { DriveContext } from './sdk.js';

interface Landing {
  readonly stamp: Stamp;
  /** Absent if the call was not made, because the life before may have made it. */
  readonly writing?: Writing;
}
type Woken = { readonly by: 'flight'; readonly id: string; readonly landing: Landing } | { readonly by: 'mail' } | { readonly by: 'timer' } | { readonly by: 'restate' };

/**
 * Drives one saga as the body of a workflow: asks the reducer, does what it says, keeps what came of it.
 * Restate replays it from the beginning after every interruption, so nothing here may depend on anything but the definition's shape and
 * what Restate gives back: times, results and verdicts are made inside `run`, which is asked once.
 */
export class Drive {
  private takenBy: string | undefined;
  private readonly flights = new Map<string, { readonly flight: Flight; readonly landing: RestatePromise<Woken> }>();
  /** Intents since the last takeover: any other intent means that the call may have been made before. */
  private readonly intents = new Set<string>();
  private readonly children: Children;
  private readonly post: Post;
  private timer: { readonly until: number; readonly fired: RestatePromise<Woken> } | undefined;

  private constructor(
    private readonly desk: Desk,
    private readonly context: DriveContext,
    private readonly book: Book,
    private readonly start: StartMessage,
    private readonly scribe: Scribe,
  ) {
    this.children = new Children(desk, context, book);
    this.post = new Post(desk, context, book, this.children);
  }

  static async run(desk: Desk, context: DriveContext, name: string, start: StartMessage): Promise<SagaStatus> {
    const definition = desk.definitionFor(name, start);
    const me = desk.newLife();
    desk.point('begin:before', context.key);
    const first = await context.run('begin', (): Stamp => {
      desk.emit?.({ type: 'started', saga: name, key: context.key });
      return stampOf(desk, me);
    });
    const book = new Book(context, definition, start, first);
    desk.point('begin:after', context.key);
    const drive = new Drive(desk, context, book, start, new Scribe(desk, context, book, me, first));
    context.request().attemptCompletedSignal.addEventListener('abort', () => drive.abandon(), { once: true });
    for (;;) {
      const end = await drive.turn();
      if (end) return end;
    }
  }

  private abandon(): void {
    for (const { flight } of this.flights.values()) flight.abandon(new Error('The connection to Restate is gone: another life takes this saga over'));
  }

  private async turn(): Promise<SagaStatus | undefined> {
    const { book } = this;
    const decision = next(book.definition, book.view);
    if (decision.do === 'end' || decision.do === 'stuck') return this.rest(decision);
    if (book.row.status !== 'running') book.runs();
    const isForward = decision.do === 'act' && decision.actions.every(({ direction }) => direction === 'run');
    if (isForward && this.deadline() <= book.tenure.now()) {
      await this.scribe.write({ step: '', kind: 'deadline' });
      return undefined;
    }
    return decision.do === 'act' ? this.act(decision.actions) : this.settle(decision.steps);
  }

  private deadline(): number {
    return this.book.view.deadlineSeen ? Infinity : (this.book.row.deadline ?? Infinity);
  }

  private async act(actions: readonly Action[]): Promise<undefined> {
    let earliest = Infinity;
    for (const action of actions) {
      if (this.flights.has(idOf(action))) continue;
      const until = action.notBefore > this.book.tenure.now() ? action.notBefore : await this.begin(action);
      if (until === 'written') return undefined;
      earliest = Math.min(earliest, until);
    }
    const isForward = actions.some(({ direction }) => direction === 'run');
    return this.wait(isForward ? Math.min(earliest, this.deadline()) : earliest);
  }

  /** Sets an action going, or writes what has to be written before or instead. Gives when to look again. */
  private async begin(action: Action): Promise<'written' | number> {
    const { step, direction } = action;
    if (step.kind !== 'call' && !(direction === 'undo' && step.undo)) return this.look(step, direction);
    if (step.delivery === 'once' && direction === 'run' && !this.intents.has(step.name)) {
      if (viewOfStep(this.book.view, step.name).intended) {
        return this.scribe.write({ step: step.name, kind: 'run', outcome: 'unknown', error: 'The life before may have made this call, which is made once only' });
      }
      await this.scribe.write({ step: step.name, kind: 'intent' });
      this.intents.add(step.name);
      return 'written';
    }
    const flight = new (this.desk.canSend ? Flight : MuteFlight)(this.desk, this.book, action);
    const id = idOf(action);
    const begunBy = this.scribe.life;
    const landing = this.context.run(`${direction} ${step.name}`, async (): Promise<Landing> => {
      // Restate asks again for what it has no answer to: in another life than the one that began it, it may have happened.
      if (begunBy !== this.scribe.me) {
        this.desk.emit?.({ type: 'takeover', ...labelOf(this.book.row), epoch: this.book.row.epoch + 1 });
        return { stamp: this.scribe.now() };
      }
      const writing = await flight.fly();
      return { stamp: this.scribe.now(), writing };
    });
    this.flights.set(id, { flight, landing: landing.map((landed) => ({ by: 'flight', id, landing: landed as Landing })) });
    return Infinity;
  }

  /** Moves a step on that calls nobody: wait, sleep, command, child. */
  private async look(step: Step, direction: 'run' | 'undo'): Promise<'written' | number> {
    const { book } = this;
    const view = viewOfStep(book.view, step.name);
    if (step.kind === 'child' && (direction === 'undo' || view.begunAt !== undefined)) {
      const entry = direction === 'undo' ? this.children.undo(step) : this.children.run(step);
      return entry ? this.scribe.write(entry) : Infinity;
    }
    const isHeard = book.view.signals.some(({ step: name }) => name === step.name || name === `reply:${step.name}`);
    if (!isHeard && view.until !== undefined && view.until > book.tenure.now()) return view.until;
    const found = await this.scribe.ask(`look at ${step.name}`, () => lookAt(this.desk, book, step));
    if (found.until !== undefined) return found.until ?? Infinity;
    if (!found.entry) return Infinity;
    this.scribe.append(found.entry, found.messages);
    if (found.child) this.children.start(step, found.child);
    return 'written';
  }

  /** Brings every step to a final outcome without another attempt: what runs is asked to stop, what never began is refused. */
  private async settle(steps: readonly Step[]): Promise<undefined> {
    for (const step of steps) {
      const flying = this.flights.get(`run:${step.name}`);
      if (flying) {
        // A pivot under way decides for itself: it is past the last moment to call it back.
        if (step.phase !== 'pivot') flying.flight.settle();
        continue;
      }
      const isOpen = mayHaveBegun(viewOfStep(this.book.view, step.name)) && step.kind !== 'wait' && step.kind !== 'sleep';
      await this.scribe.write({
        step: step.name, kind: 'run', outcome: isOpen ? 'unknown' : 'refused',
        error: isOpen ? 'The saga went back while this was open' : 'The saga went back before this began',
      });
      return undefined;
    }
    return this.wait(Infinity);
  }

  /** Ended or stuck: says so once, then stays for whoever may set it going again. A saga without a parent ends here for good. */
  private async rest(decision: Decision & { do: 'end' | 'stuck' }): Promise<SagaStatus | undefined> {
    const { desk, book, context, start: { parent } } = this;
    const status = decision.do === 'end' ? decision.status : 'stuck';
    if (book.row.status !== status) {
      if (await this.post.isWaiting()) return void (await this.wait(Infinity));
      const label = labelOf(book.row);
      desk.point('rest:before', status);
      const at = await this.scribe.ask('rest', () => {
        const now = desk.clock.now();
        if (decision.do === 'end') desk.emit?.({ type: 'ended', ...label, status, ageMs: now - book.row.created });
        else {
          const { step, direction, why } = decision;
          desk.log.error(`saga: ${label.saga}/${label.key} is stuck at ${direction} of "${step}": ${why}`, label);
          desk.emit?.({ type: 'stuck', ...label, step, direction, why });
        }
        return { now };
      });
      book.rest(status, at.now);
      await context.promise<SagaStatus>(promiseKey.rest(book.rests - 1)).resolve(status);
      this.post.tellParent(parent, status);
      desk.point('rest:after', status);
      return undefined;
    }
    if (decision.do === 'stuck' || (parent && !this.post.released)) return this.wait(Infinity);
    this.children.release();
    await context.promise<SagaStatus>(promiseKey.over).resolve(status);
    return status;
  }

  /** Waits for what comes first: the end of a call, post, or the time. */
  private async wait(until: number): Promise<undefined> {
    const { RestatePromise } = this.desk.sdk;
    const mail = this.post.next().map((): Woken => ({ by: 'mail' }));
    const flying = [...this.flights.values()].map(({ landing }) => landing);
    const stopped = this.context.cancellation().map((): Woken => ({ by: 'restate' }));
    const woken = await RestatePromise.race([...flying, mail, stopped, ...this.timerUntil(until)]);
    if (woken.by === 'flight') return this.land(woken.id, woken.landing);
    if (woken.by === 'mail') return this.openMail();
    if (woken.by === 'restate') return this.cancel();
    this.timer = undefined;
    return void (await this.scribe.ask('wake', () => ({})));
  }

  private async openMail(): Promise<undefined> {
    const verdict = await this.scribe.ask('take post', () => this.post.judge());
    this.desk.point('mail:before', `${this.book.mails}`);
    if (verdict.entry) this.scribe.append(verdict.entry);
    if (verdict.reopens) this.intents.clear();
    await this.post.answer(verdict);
    this.desk.point('mail:after', `${this.book.mails}`);
  }

  /** Somebody cancelled the invocation in Restate: the saga goes back in order, as by `cancel`, if it still can. */
  private async cancel(): Promise<undefined> {
    const { desk, book } = this;
    const { entry } = await this.scribe.ask('cancelled', () => {
      const verdict = judge({ act: 'cancel', actor: 'restate', reason: 'its invocation was cancelled' }, book.loaded, book.definition);
      if (verdict.refusal) desk.log.warn(`saga: cancelled in Restate, and goes on: ${verdict.refusal.message}`, labelOf(book.row));
      return verdict;
    });
    if (entry) this.scribe.append(entry);
  }

  private timerUntil(until: number): RestatePromise<Woken>[] {
    if (until === Infinity) return [];
    if (this.timer?.until !== until) {
      const waitMs = Math.max(1, Math.ceil(until - this.book.tenure.now()));
      this.timer = { until, fired: this.context.sleep(waitMs).map((): Woken => ({ by: 'timer' })) };
    }
    return [this.timer.fired];
  }

  private land(id: string, { stamp, writing }: Landing): undefined {
    this.flights.delete(id);
    this.scribe.took(stamp);
    if (writing) return void this.scribe.append(writing.entry, writing.messages);
    if (this.takenBy === stamp.life) return undefined;
    this.takenBy = stamp.life;
    this.intents.clear();
    this.desk.point('takeover:before', id);
    this.scribe.append({ step: '', kind: 'takeover' });
    this.desk.point('takeover:after', id);
    return undefined;
  }
}

const idOf = ({ direction, step }: Action): string => `${direction}:${step.name}`;
