import type { NewEntry } from '../engine/entry.js';
import { pointDetail } from '../runner/hand.js';
import type { Message } from '../store/store.js';
import type { Book, Stamp } from './book.js';
import type { Desk } from './desk.js';
import { handler, outboxOf } from './protocol.js';
import type { DriveContext } from './sdk.js';

export const stampOf = ({ clock, worker }: Desk, life: string): Stamp => ({ at: clock.now(), life, worker });

/** Asks what may differ from life to life only once, and writes entries with the time and the life of the last answer. */
export class Scribe {
  constructor(
    private readonly desk: Desk,
    private readonly context: DriveContext,
    private readonly book: Book,
    /** This replay of the drive. */
    readonly me: string,
    private last: Stamp,
  ) {}

  /** The life that the last journaled moment belonged to. A call begun by another life may have been made already. */
  get life(): string {
    return this.last.life;
  }

  now(): Stamp {
    return stampOf(this.desk, this.me);
  }

  took(stamp: Stamp): void {
    this.last = stamp;
    this.book.stamp(stamp);
  }

  /** Does something once, whatever dies: its answer, its time and who was there are what every later life is given. */
  async ask<Answer extends object>(name: string, make: () => Answer): Promise<Answer> {
    const { answer, stamp } = await this.context.run(name, () => ({ answer: make(), stamp: this.now() }));
    this.took(stamp);
    return answer;
  }

  async write(entry: NewEntry): Promise<'written'> {
    await this.ask('write', () => ({}));
    this.append(entry);
    return 'written';
  }

  append(entry: NewEntry, messages: readonly Message[] = []): void {
    const { desk, context, book } = this;
    desk.point('append:before', pointDetail(entry));
    book.append(entry, this.last);
    for (const message of messages) {
      context.genericSend({ service: outboxOf(book.definition.name), key: message.key, method: handler.publish, parameter: message, inputSerde: desk.sdk.serde.json });
    }
    desk.point('append:after', pointDetail(entry));
  }
}
