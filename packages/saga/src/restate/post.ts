import type { RestatePromise } from '@restatedev/restate-sdk';
import { resultsOf } from '../engine/view.js';
import type { SagaStatus } from '../store/store.js';
import type { Book } from './book.js';
import type { Children } from './children.js';
import type { Desk } from './desk.js';
import { judge } from './judge.js';
import type { Verdict } from './judge.js';
import { handler, promiseKey } from './protocol.js';
import type { Answer, Mail, StartMessage } from './protocol.js';
import type { DriveContext } from './sdk.js';

/**
 * What comes to a running saga from outside. Numbered durable promises are the letter box: whoever writes takes the first that is
 * free, the drive opens them one after the other, so that every act is judged against the journal as it then is.
 */
export class Post {
  /** The parent is over: nobody will ask this saga to go back any more. */
  released = false;
  private waiting: RestatePromise<Mail> | undefined;
  private opened: Mail | undefined;

  constructor(
    private readonly desk: Desk,
    private readonly context: DriveContext,
    private readonly book: Book,
    private readonly children: Children,
  ) {}

  /** Resolves when there is a letter to judge. */
  next(): RestatePromise<void> {
    this.waiting ??= this.context.promise<Mail>(promiseKey.mail(this.book.mails)).get();
    return this.waiting.map((mail) => void (this.opened = mail));
  }

  async isWaiting(): Promise<boolean> {
    return (await this.context.promise<Mail>(promiseKey.mail(this.book.mails)).peek()) !== undefined;
  }

  /** What becomes of the letter that was opened last. */
  judge(): Verdict {
    const mail = this.opened as Mail;
    const { loaded, definition } = this.book;
    if (mail.act === 'take-back') {
      const entry = { step: '', kind: 'cancel', token: 'parent', actor: 'parent saga', reason: 'the parent goes back' } as const;
      const isOver = loaded.row.status === 'compensated' || loaded.journal.some(({ token }) => token === entry.token);
      return isOver ? {} : { entry };
    }
    return mail.act === 'release' || mail.act === 'child-rests' ? {} : judge(mail, loaded, definition);
  }

  /** Acts on what concerns other sagas, and tells the sender what became of it. */
  async answer({ refusal }: Verdict): Promise<void> {
    const mail = this.opened as Mail;
    const number = this.book.mails;
    this.waiting = undefined;
    this.book.opened();
    if (mail.act === 'child-rests') return this.children.heard(mail);
    if (mail.act === 'release') return void (this.released = true);
    if (mail.act === 'take-back') return;
    const answer: Answer = refusal ?? {};
    await this.context.promise<Answer>(promiseKey.answer(number)).resolve(answer);
  }

  tellParent(parent: StartMessage['parent'], status: SagaStatus): void {
    if (!parent) return;
    const { name: service, key, step } = parent;
    const parameter: Mail = { act: 'child-rests', step, status, results: status === 'completed' ? resultsOf(this.book.view) : {} };
    this.context.genericSend({ service, key, method: handler.post, parameter, inputSerde: this.desk.sdk.serde.json });
  }
}
