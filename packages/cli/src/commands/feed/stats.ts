import { Args } from '@oclif/core';
import { FeedCommand } from '../../base-command-feed.js';
import { en } from '../../messages/en.js';

export default class FeedStats extends FeedCommand {
  static override summary = en['feed-stats.summary'];
  static override examples = ['<%= config.bin %> feed stats feed.xml.gz', '<%= config.bin %> feed stats https://shop.example.com/feed.xml --json'];
  static override args = { feed: Args.string({ required: true, description: en['arg.feed'] }) };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(FeedStats);
    const { runFeedStats } = await import('../../services/feed/run-feed-stats.js');
    process.exitCode = await runFeedStats({ ...this.world(flags), source: args.feed });
  }
}
