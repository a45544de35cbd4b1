import { Flags } from '@oclif/core';
import { SagaCommand, databaseFlags } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaPrune extends SagaCommand {
  static override summary = en['saga-prune.summary'];
  static override description = en['saga-prune.description'];
  static override examples = ['<%= config.bin %> saga prune --older-than 90d --archive sagas-2026.jsonl', '<%= config.bin %> saga prune --older-than 12h --yes'];
  static override flags = {
    ...databaseFlags,
    'older-than': Flags.string({ summary: en['flag.older-than'], default: '30d' }),
    archive: Flags.string({ summary: en['flag.archive'] }),
    yes: Flags.boolean({ summary: en['flag.prune-yes'] }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(SagaPrune);
    const [{ runSagaPrune }, { askOnTerminal }] = await Promise.all([import('../../services/saga/run-saga-prune.js'), import('../../ui/ask.js')]);
    const { archive, yes, json, lang } = flags;
    const confirm = json ? undefined : askOnTerminal(process, this.languageOf(lang));
    process.exitCode = await runSagaPrune({ ...this.world(flags), olderThan: flags['older-than'], archive, yes, confirm });
  }
}
