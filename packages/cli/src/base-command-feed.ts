import { Flags } from '@oclif/core';
import type { YmlProfile } from '@occwo/yandex/yml';
import { BaseCommand } from './base-command.js';
import { en } from './messages/en.js';
import type { Language } from './messages/language.js';

const profiles = ['market', 'seller', 'search', 'direct', 'webmaster', 'ozon'] as const satisfies readonly YmlProfile[];

export const profileFlag = Flags.option({ options: profiles, default: 'market', summary: en['flag.profile'] })();

/** Flags of the commands that write a feed. */
export const writingFlags = {
  profile: profileFlag,
  encoding: Flags.option({ options: ['utf-8', 'windows-1251'] as const, summary: en['flag.encoding'] })(),
  gzip: Flags.boolean({ summary: en['flag.gzip'], allowNo: true }),
  check: Flags.boolean({ summary: en['flag.check'] }),
  'skip-invalid': Flags.boolean({ summary: en['flag.skip-invalid'] }),
  'max-offers': Flags.integer({ summary: en['flag.max-offers'], min: 1 }),
  'max-size': Flags.string({ summary: en['flag.max-size'] }),
};

interface WritingFlags {
  readonly profile: YmlProfile;
  readonly encoding: 'utf-8' | 'windows-1251' | undefined;
  readonly gzip: boolean | undefined;
  readonly check: boolean;
  readonly 'skip-invalid': boolean;
  readonly 'max-offers': number | undefined;
  readonly 'max-size': string | undefined;
}

/** What the commands of `occwo feed` share. */
export abstract class FeedCommand extends BaseCommand {
  protected world({ json, lang }: { readonly json: boolean; readonly lang: Language | undefined }) {
    return { json, language: this.languageOf(lang), streams: process, stdin: process.stdin };
  }

  protected writing(flags: WritingFlags) {
    const { profile, encoding, gzip, check } = flags;
    return { profile, encoding, gzip, check, skipInvalid: flags['skip-invalid'], maxOffers: flags['max-offers'], maxSize: flags['max-size'] };
  }
}
