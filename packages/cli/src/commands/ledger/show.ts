import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.js';
import { en } from '../../messages/en.js';

export default class LedgerShow extends BaseCommand {
  static override summary = en['ledger-show.summary'];
  static override examples = ['<%= config.bin %> ledger show TSHIRT-RED-M --ledger ledger.sqlite'];
  static override args = { sku: Args.string({ required: true, description: en['arg.sku'] }) };
  static override flags = {
    ledger: Flags.string({ summary: en['flag.ledger-address'] }),
    config: Flags.string({ summary: en['flag.config'] }),
  };

  override async run(): Promise<void> {
    const { args: { sku }, flags: { lang, ...flags } } = await this.parse(LedgerShow);
    const { runLedgerShow } = await import('../../services/ledger/run-ledger-list.js');
    process.exitCode = await runLedgerShow({ ...flags, sku, language: this.languageOf(lang), folder: process.cwd(), environment: process.env, streams: process });
  }
}
