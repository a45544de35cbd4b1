import { OccwoError } from '@occwo/core';
import { translate } from '../messages/translate.js';
import type { MessageKey, MessageValues } from '../messages/translate.js';
import type { Language } from '../messages/language.js';

/**
 * - `usage`: what was typed cannot work (a missing file, an unknown marketplace, a wrong config).
 * - `input`: the file is there, but its content cannot be read.
 * - `config`: the config file is wrong.
 * - `confirmation`: a real publish needs a yes.
 * - `findings`: what was to be written breaks a rule, so nothing was written.
 * - `database`: the database cannot be opened, or failed; `unauthorized` where it refused the user or the password.
 * - `saga-…`: what `@occwo/saga` says, in the person's language.
 * - `accounting`: our own bug; outcomes do not add up to the items read.
 */
export type CliErrorCode = 'usage' | 'input' | 'config' | 'confirmation' | 'findings' | 'database' | 'unauthorized' | 'saga-not-found' | 'saga-state' | 'saga-shape' | 'accounting';

/** An error for the person at the terminal, in the person's language. */
export class CliError extends OccwoError {
  override readonly name = 'CliError';
  readonly values: MessageValues;
  readonly #say: (language: Language) => string;

  constructor(code: CliErrorCode, key: MessageKey | ((language: Language) => string), values: MessageValues = {}, cause?: unknown) {
    const say = typeof key === 'function' ? key : (language: Language) => translate(language, key, values);
    super(say('en'), { code, cause });
    this.#say = say;
    this.values = values;
  }

  describe(language: Language): string {
    return this.#say(language);
  }

  protected override details(): Record<string, unknown> {
    return this.values;
  }
}
