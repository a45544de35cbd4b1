import { Args, Flags } from '@oclif/core';
import { FeedCommand, writingFlags } from '../../base-command-feed.js';
import { en } from '../../messages/en.js';

export default class FeedBuild extends FeedCommand {
  static override summary = en['feed-build.summary'];
  static override description = en['feed-build.description'];
  static override examples = [
    '<%= config.bin %> feed build offers.csv --shop shop.json --output feed.xml',
    '<%= config.bin %> feed build catalogue.jsonl --name Лавка --company "ООО Лавка" --url https://shop.example.com --output feed.xml.gz --check',
    'export-prices | <%= config.bin %> feed build - --format jsonl --profile ozon > ozon.xml',
  ];
  static override args = { table: Args.string({ required: true, description: en['arg.table'] }) };
  static override flags = {
    output: Flags.string({ char: 'o', default: '-', summary: en['flag.output'] }),
    shop: Flags.string({ summary: en['flag.shop'] }),
    name: Flags.string({ summary: en['flag.shop-name'] }),
    company: Flags.string({ summary: en['flag.shop-company'] }),
    url: Flags.string({ summary: en['flag.shop-url'] }),
    format: Flags.option({ options: ['csv', 'jsonl', 'json'] as const, summary: en['flag.table-format'] })(),
    rows: Flags.option({ options: ['offers', 'products'] as const, summary: en['flag.rows'] })(),
    ...writingFlags,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(FeedBuild);
    const { runFeedBuild } = await import('../../services/feed/build/run-feed-build.js');
    const { output, shop, name, company, url, format, rows } = flags;
    process.exitCode = await runFeedBuild({
      ...this.world(flags), ...this.writing(flags), source: args.table, output, shop, name, company, url, format, rows,
    });
  }
}
