import { Args, Flags } from '@oclif/core';
import { FeedCommand, writingFlags } from '../../base-command-feed.js';
import { en } from '../../messages/en.js';

export default class FeedConvert extends FeedCommand {
  static override summary = en['feed-convert.summary'];
  static override description = en['feed-convert.description'];
  static override examples = [
    '<%= config.bin %> feed convert market.xml --profile ozon --output ozon.xml',
    '<%= config.bin %> feed convert feed.xml --encoding windows-1251 --output feed-1251.xml.gz',
    'cat feed.xml | <%= config.bin %> feed convert - --profile seller > seller.xml',
  ];
  static override args = { feed: Args.string({ required: true, description: en['arg.feed'] }) };
  static override flags = { output: Flags.string({ char: 'o', default: '-', summary: en['flag.output'] }), ...writingFlags };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(FeedConvert);
    const { runFeedConvert } = await import('../../services/feed/run-feed-convert.js');
    process.exitCode = await runFeedConvert({ ...this.world(flags), ...this.writing(flags), source: args.feed, output: flags.output });
  }
}
