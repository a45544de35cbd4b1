import type { Writable } from 'node:stream';
import type { FeedTarget, SplitLimits } from '@occwo/yandex/yml';
import { CliError } from '../../errors/cli-error.js';
import type { Streams } from '../../ui/streams.js';

/** Where a feed goes, as it was typed. */
export interface TargetInput {
  /** A path, or `-` for stdout. */
  readonly output: string;
  /** Largest number of offers of one file. */
  readonly maxOffers?: number | undefined;
  /** Largest size of one file before packing, such as `500MB`. */
  readonly maxSize?: string | undefined;
  readonly json: boolean;
  readonly streams: Streams;
}

/** The target for the writer. Stdout can carry either the feed or the JSON document about it, and one file only. */
export function feedTarget({ output, maxOffers, maxSize, json, streams }: TargetInput): { readonly target: FeedTarget; readonly split?: SplitLimits } {
  const bytes = maxSize === undefined ? undefined : parseSize(maxSize);
  const split = maxOffers === undefined && bytes === undefined ? undefined : { ...(maxOffers !== undefined && { offers: maxOffers }), ...(bytes !== undefined && { bytes }) };
  if (output === '-' && json) throw new CliError('usage', 'feed.stdout-taken');
  if (output === '-' && split) throw new CliError('usage', 'feed.stdout-split');
  return { target: output === '-' ? (streams.stdout as Writable) : output, ...(split && { split }) };
}

const units: Readonly<Record<string, number>> = { '': 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** `500MB`, `1.5 GB`, `65536`: bytes. */
export function parseSize(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(kb|mb|gb)?$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(amount) * (units[unit.toLowerCase()] ?? 1));
  if (amount === '' || !(bytes > 0)) throw new CliError('usage', 'feed.size-wrong', { found: text });
  return bytes;
}
