import { Args, loadHelpClass } from '@oclif/core';
import { BaseCommand } from '../../base-command.js';
import { en } from '../../messages/en.js';

export default class Help extends BaseCommand {
  static override summary = en['help.summary'];
  static override strict = false;
  static override args = { command: Args.string({ description: en['arg.command'] }) };

  override async run(): Promise<void> {
    const { argv } = await this.parse(Help);
    const HelpClass = await loadHelpClass(this.config);
    await new HelpClass(this.config, this.config.pjson.oclif.helpOptions).showHelp(argv.map(String));
  }
}
