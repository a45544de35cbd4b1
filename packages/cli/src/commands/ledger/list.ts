import { Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.js';
import { en } from '../../messages/en.js';

export default class LedgerList extends BaseCommand {
  static override summary = en['ledger-list.summary'];
  static override description = en['ledger-list.description'];
  static override examples = ['<%= config.bin %> ledger list --ledger ledger.sqlite --status rejected', '<%= config.bin %> ledger list --account ozon:1234567 --kind product --json'];
  static override flags = {
    ledger: Flags.string({ summary: en['flag.ledger-address'] }),
    config: Flags.string({ summary: en['flag.config'] }),
    account: Flags.string({ summary: en['flag.account'] }),
    kind: Flags.option({ options: ['product', 'price', 'stock'] as const, summary: en['flag.ledger-kind'] })(),
    status: Flags.option({ options: ['accepted', 'rejected', 'pending'] as const, summary: en['flag.ledger-status'] })(),
    limit: Flags.integer({ summary: en['flag.page'], min: 1, max: 1000, default: 50 }),
    after: Flags.string({ summary: en['flag.after'] }),
  };

  override async run(): Promise<void> {
    const { flags: { lang, ...flags } } = await this.parse(LedgerList);
    const { runLedgerList } = await import('../../services/ledger/run-ledger-list.js');
    process.exitCode = await runLedgerList({ ...flags, language: this.languageOf(lang), folder: process.cwd(), environment: process.env, streams: process });
  }
}
