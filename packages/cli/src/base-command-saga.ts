import { Args, Flags } from '@oclif/core';
import { BaseCommand } from './base-command.js';
import { en } from './messages/en.js';
import type { Language } from './messages/language.js';

/** Where the sagas are. */
export const databaseFlags = {
  database: Flags.string({ summary: en['flag.database'] }),
  config: Flags.string({ summary: en['flag.config'] }),
};

/** Which saga is meant. */
export const sagaArgs = {
  saga: Args.string({ required: true, description: en['arg.saga'] }),
  key: Args.string({ description: en['arg.saga-key'] }),
};

/** Who acts, and why. */
export const auditFlags = {
  reason: Flags.string({ char: 'r', required: true, summary: en['flag.reason'] }),
  actor: Flags.string({ summary: en['flag.actor'] }),
};

export const stepFlag = Flags.string({ summary: en['flag.step'] });

interface GlobalFlags {
  readonly database?: string | undefined;
  readonly config?: string | undefined;
  readonly json: boolean;
  readonly lang: Language | undefined;
}

/** What the commands of `occwo saga` share. */
export abstract class SagaCommand extends BaseCommand {
  protected world({ database, config, json, lang }: GlobalFlags) {
    return { database, config, json, language: this.languageOf(lang), folder: process.cwd(), environment: process.env, streams: process, stdin: process.stdin };
  }
}
