import type { Definition, Step } from '../define/definition.js';
import type { NewEntry } from '../engine/entry.js';
import { viewOfStep } from '../engine/view.js';
import type { Book } from './book.js';
import type { Desk } from './desk.js';
import { driveVersion, handler } from './protocol.js';
import type { Mail, StartMessage } from './protocol.js';
import type { DriveContext } from './sdk.js';

type Rested = Extract<Mail, { act: 'child-rests' }>;

/** The children of one saga: workflows of their own, told and heard by one-way messages that Restate keeps. */
export class Children {
  private readonly begun = new Map<string, Definition>();
  private readonly rested = new Map<string, Rested>();
  private readonly takenBack = new Set<string>();

  constructor(
    private readonly desk: Desk,
    private readonly context: DriveContext,
    private readonly book: Book,
  ) {}

  /** Submits the child's workflow. A second submission of the same key is dropped by Restate. */
  start(step: Step, child: { readonly input: unknown; readonly inputHash: string }): void {
    const { name, version, fingerprint, shape, deadlineMs } = step.child as Definition;
    const message: StartMessage = {
      drive: driveVersion, version, fingerprint, shape, deadlineMs, ...child,
      parent: { name: this.book.definition.name, key: this.context.key, step: step.name },
    };
    this.begun.set(step.name, step.child as Definition);
    this.desk.point('child:before', step.name);
    this.send(name, this.keyOf(step.name), handler.run, message);
    this.desk.point('child:after', step.name);
  }

  heard(mail: Rested): void {
    this.rested.set(mail.step, mail);
  }

  /** What has become of the child, for the step that waits for it; undefined while it goes on. */
  run(step: Step): NewEntry | undefined {
    const rested = this.rested.get(step.name);
    const entry = { step: step.name, kind: 'run' } as const;
    if (rested?.status === 'completed') return { ...entry, outcome: 'ok', result: rested.results };
    if (rested?.status === 'compensated') return { ...entry, outcome: 'refused', error: 'The child saga went back' };
    return undefined;
  }

  /** Asks the child to go back, once; undefined until it has. */
  undo(step: Step): NewEntry | undefined {
    const isGone = viewOfStep(this.book.view, step.name).begunAt === undefined || this.rested.get(step.name)?.status === 'compensated';
    if (isGone) return { step: step.name, kind: 'undo', outcome: 'ok' };
    if (!this.takenBack.has(step.name)) {
      this.takenBack.add(step.name);
      this.post(step.name, step.child as Definition, { act: 'take-back' });
    }
    return undefined;
  }

  /** The parent is over: its children need not stay open for it. */
  release(): void {
    for (const [step, definition] of this.begun) this.post(step, definition, { act: 'release' });
  }

  private keyOf(step: string): string {
    return `${this.context.key}/${step}`;
  }

  private post(step: string, definition: Definition, mail: Mail): void {
    this.send(definition.name, this.keyOf(step), handler.post, mail);
  }

  private send(service: string, key: string, method: string, parameter: unknown): void {
    this.context.genericSend({ service, key, method, parameter, inputSerde: this.desk.sdk.serde.json });
  }
}
