import { CliError } from '../../errors/cli-error.js';
import { runFeedConvert } from './run-feed-convert.js';
import type { FeedConvertInput } from './run-feed-convert.js';

/** Cuts a feed into parts: the same writing, with a limit that must be there. Of stdin and of an address the parts need a name. */
export async function runFeedSplit(input: FeedConvertInput): Promise<number> {
  if (input.maxOffers === undefined && input.maxSize === undefined) throw new CliError('usage', 'feed.split-limit');
  if (/^https?:\/\//i.test(input.output)) throw new CliError('usage', 'feed.split-name');
  return runFeedConvert(input);
}
