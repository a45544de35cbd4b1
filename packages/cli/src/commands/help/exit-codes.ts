import { BaseCommand } from '../../base-command.js';
import { en } from '../../messages/en.js';

export default class ExitCodes extends BaseCommand {
  static override summary = en['exit-codes.summary'];

  override async run(): Promise<void> {
    const { flags } = await this.parse(ExitCodes);
    const { exitCodeRows, exitCodeText } = await import('../../ui/exit-code-table.js');
    const language = this.languageOf(flags.lang);
    process.stdout.write(flags.json ? `${JSON.stringify({ exitCodes: exitCodeRows(language) }, undefined, 2)}\n` : exitCodeText(language));
  }
}
