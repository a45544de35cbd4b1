import { Command, Flags } from '@oclif/core';
import { chooseLanguage } from './messages/language.js';
import type { Language } from './messages/language.js';
import { en } from './messages/en.js';

/** What all commands share: `--json`, `--lang`, and one way to end. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    json: Flags.boolean({ summary: en['flag.json'], helpGroup: 'GLOBAL' }),
    lang: Flags.option({ options: ['ru', 'en'] as const, summary: en['flag.lang'], helpGroup: 'GLOBAL' })(),
  };

  /** The language to speak: `--lang`, else the locale. */
  protected languageOf(flag: string | undefined): Language {
    return chooseLanguage(flag, process.env);
  }

  /** Errors are reported once, in the way that `--json` asks for, and never with a stack. */
  protected override async catch(error: Error): Promise<void> {
    const { reportError } = await import('./errors/report-error.js');
    process.exitCode = reportError(error, { argv: this.argv, environment: process.env, streams: process });
  }
}
