import { Args, Flags } from '@oclif/core';
import { FeedCommand, profileFlag } from '../../base-command-feed.js';
import { en } from '../../messages/en.js';

export default class FeedCheck extends FeedCommand {
  static override summary = en['feed-check.summary'];
  static override description = en['feed-check.description'];
  static override examples = [
    '<%= config.bin %> feed check feed.xml --profile seller',
    '<%= config.bin %> feed check feed.xml.gz --format sarif > feed.sarif',
    'cat feed.xml | <%= config.bin %> feed check -',
  ];
  static override args = { feed: Args.string({ required: true, description: en['arg.feed'] }) };
  static override flags = {
    profile: profileFlag,
    format: Flags.option({ options: ['text', 'json', 'sarif', 'junit'] as const, default: 'text', summary: en['flag.check-format'] })(),
    'fail-on': Flags.option({ options: ['error', 'warning'] as const, default: 'error', summary: en['flag.fail-on'] })(),
    'max-per-rule': Flags.integer({ summary: en['flag.max-per-rule'], min: 1, default: 100 }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(FeedCheck);
    const { runFeedCheck } = await import('../../services/feed/run-feed-check.js');
    process.exitCode = await runFeedCheck({
      ...this.world(flags), source: args.feed, profile: flags.profile, format: flags.format, failOn: flags['fail-on'], maxPerRule: flags['max-per-rule'],
    });
  }
}
