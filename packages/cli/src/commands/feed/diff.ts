import { Args, Flags } from '@oclif/core';
import { FeedCommand } from '../../base-command-feed.js';
import { en } from '../../messages/en.js';

export default class FeedDiff extends FeedCommand {
  static override summary = en['feed-diff.summary'];
  static override description = en['feed-diff.description'];
  static override examples = ['<%= config.bin %> feed diff yesterday.xml today.xml', '<%= config.bin %> feed diff https://shop.example.com/feed.xml feed.xml --json'];
  static override args = {
    before: Args.string({ required: true, description: en['arg.feed-before'] }),
    after: Args.string({ required: true, description: en['arg.feed-after'] }),
  };
  static override flags = { max: Flags.integer({ summary: en['flag.max-differences'], min: 0, default: 1000 }) };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(FeedDiff);
    const { runFeedDiff } = await import('../../services/feed/run-feed-diff.js');
    process.exitCode = await runFeedDiff({ ...this.world(flags), source: args.before, after: args.after, max: flags.max });
  }
}
