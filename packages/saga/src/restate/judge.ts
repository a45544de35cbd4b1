import type { Definition } from '../define/definition.js';
import type { NewEntry } from '../engine/entry.js';
import { SagaStateError } from '../runner/errors.js';
import { errorText } from '../runner/error-text.js';
import { cancelEntry, checkCancel, checkSignal, resolveEntry, retryEntry, signalEntry, skipEntry } from '../runner/operate.js';
import type { Loaded } from '../store/store.js';
import type { ActMail, Refusal } from './protocol.js';

/** What becomes of an act from outside: an entry, nothing because it came twice, or a refusal. */
export interface Verdict {
  readonly entry?: NewEntry;
  readonly refusal?: Refusal;
  /** The act sets a stuck saga going. */
  readonly reopens?: boolean;
}

/** Judges an act against the journal, by the same rules as a runner over a database. */
export function judge(mail: ActMail, loaded: Loaded, definition: Definition | undefined): Verdict {
  const isTaken = ({ token }: NewEntry) => token !== undefined && loaded.journal.some((entry) => entry.token === token);
  try {
    switch (mail.act) {
      case 'signal': {
        const entry = signalEntry(mail.name, mail.payload, mail.id);
        if (isTaken(entry)) return {};
        checkSignal(loaded);
        return { entry };
      }
      case 'cancel': {
        const entry = cancelEntry(mail);
        if (isTaken(entry)) return {};
        checkCancel(loaded, definition);
        return { entry };
      }
      case 'retry':
        return { entry: retryEntry(loaded, definition, mail, mail.step), reopens: true };
      case 'skip':
        return { entry: skipEntry(loaded, definition, mail, mail.step), reopens: true };
      case 'resolve':
        return { entry: resolveEntry(loaded, definition, mail, mail.step), reopens: true };
    }
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof SagaStateError) return { error: 'state', message: error.message, hint: error.hint ?? '' };
  return { error: 'type', message: errorText(error).replace(/^\w+Error: /, ''), hint: '' };
}
