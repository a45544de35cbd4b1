import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.js';
import { en } from '../../messages/en.js';

export default class ApiSearch extends BaseCommand {
  static override summary = en['api-search.summary'];
  static override examples = ['<%= config.bin %> api search stocks', '<%= config.bin %> api search остатки', '<%= config.bin %> api search update price --marketplace ozon'];
  static override strict = false;
  static override args = { words: Args.string({ required: true, description: en['arg.words'] }) };
  static override flags = { marketplace: Flags.string({ char: 'm', summary: en['flag.marketplace'] }) };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(ApiSearch);
    const { runApiSearch } = await import('../../services/api/run-api-search.js');
    process.exitCode = await runApiSearch({
      words: argv.map(String), marketplace: flags.marketplace, json: flags.json, language: this.languageOf(flags.lang), streams: process,
    });
  }
}
