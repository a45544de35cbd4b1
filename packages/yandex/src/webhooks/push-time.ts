import type { UnknownPush, YandexPush } from './push.js';

/** The fields that say when an event happened, the most telling first. */
const timeFields = ['updatedAt', 'cancelledAt', 'requestedAt', 'createdAt', 'publishedAt', 'sentAt', 'startedAt', 'finishedAt', 'time'] as const;

/**
 * When the event of a push happened, milliseconds since 1970; undefined where the push does not say. Several pushes about one thing are
 * normal, and they may come out of order: the latest one holds.
 */
export function pushTime(push: YandexPush | UnknownPush): number | undefined {
  const fields = push as Readonly<Record<string, unknown>>;
  for (const name of timeFields) {
    const time = typeof fields[name] === 'string' ? Date.parse(fields[name]) : Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  return undefined;
}
