import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.js';
import { en } from '../../messages/en.js';

export default class ApiDescribe extends BaseCommand {
  static override summary = en['api-describe.summary'];
  static override examples = ['<%= config.bin %> api describe ozon.products.list', "<%= config.bin %> api describe 'POST /v2/products/stocks' --reply"];
  static override args = { operation: Args.string({ required: true, description: en['arg.operation'] }) };
  static override flags = {
    marketplace: Flags.string({ char: 'm', summary: en['flag.marketplace'] }),
    reply: Flags.boolean({ summary: en['flag.reply'] }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(ApiDescribe);
    const { runApiDescribe } = await import('../../services/api/run-api-describe.js');
    const { marketplace, reply, json, lang } = flags;
    process.exitCode = await runApiDescribe({ operation: args.operation, marketplace, reply, json, language: this.languageOf(lang), streams: process });
  }
}
