import { Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.js';
import { en } from '../../messages/en.js';

export default class SandboxStart extends BaseCommand {
  static override summary = en['sandbox.summary'];
  static override description = en['sandbox.description'];
  static override examples = ['<%= config.bin %> sandbox start', '<%= config.bin %> sandbox start --only ozon --port 4001'];
  static override flags = {
    port: Flags.integer({ summary: en['flag.port'], min: 0, max: 65_533, default: 0 }),
    only: Flags.string({ summary: en['flag.only'], multiple: true, multipleNonGreedy: true, delimiter: ',' }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(SandboxStart);
    const [{ runSandboxes }, { interruption }] = await Promise.all([import('../../services/sandbox/run-sandboxes.js'), import('../../ui/interruption.js')]);
    const language = this.languageOf(flags.lang);
    const { stop, release } = interruption(process, language, { silent: true });
    try {
      process.exitCode = await runSandboxes({ only: flags.only ?? [], port: flags.port, json: flags.json, language, streams: process, stop });
    } finally {
      release();
    }
  }
}
