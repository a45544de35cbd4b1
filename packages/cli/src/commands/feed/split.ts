import { Args, Flags } from '@oclif/core';
import { FeedCommand, writingFlags } from '../../base-command-feed.js';
import { en } from '../../messages/en.js';

export default class FeedSplit extends FeedCommand {
  static override summary = en['feed-split.summary'];
  static override description = en['feed-split.description'];
  static override examples = [
    '<%= config.bin %> feed split feed.xml --max-offers 500000',
    '<%= config.bin %> feed split feed.xml.gz --max-size 500MB --output parts/feed.xml.gz',
  ];
  static override args = { feed: Args.string({ required: true, description: en['arg.feed'] }) };
  static override flags = { output: Flags.string({ char: 'o', summary: en['flag.output-parts'] }), ...writingFlags };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(FeedSplit);
    const { runFeedSplit } = await import('../../services/feed/run-feed-split.js');
    process.exitCode = await runFeedSplit({ ...this.world(flags), ...this.writing(flags), source: args.feed, output: flags.output ?? args.feed });
  }
}
