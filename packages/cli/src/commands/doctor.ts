import { Flags } from '@oclif/core';
import { BaseCommand } from '../base-command.js';
import { en } from '../messages/en.js';

export default class Doctor extends BaseCommand {
  static override summary = en['doctor.summary'];
  static override description = en['doctor.description'];
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --online --json'];
  static override flags = {
    online: Flags.boolean({ summary: en['flag.online'] }),
    config: Flags.string({ summary: en['flag.config'] }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Doctor);
    const { runDoctor } = await import('../services/doctor/run-doctor.js');
    process.exitCode = await runDoctor({
      online: flags.online, json: flags.json, config: flags.config, language: this.languageOf(flags.lang),
      folder: process.cwd(), environment: process.env, streams: process, nodeVersion: process.version,
    });
  }
}
