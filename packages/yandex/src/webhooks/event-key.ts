import type { UnknownNotification, YandexNotification } from './notification.js';

type Any = YandexNotification | UnknownNotification;

/** The fields that say when an event happened, the most telling first. */
const timeFields = ['updatedAt', 'cancelledAt', 'requestedAt', 'createdAt', 'publishedAt', 'sentAt', 'startedAt', 'finishedAt', 'time'] as const;

/** When the event happened, milliseconds since 1970; undefined where the push does not say. Of two pushes about one thing the later holds. */
export function eventTime(notification: Any): number | undefined {
  const fields = notification as Readonly<Record<string, unknown>>;
  for (const name of timeFields) {
    const time = typeof fields[name] === 'string' ? Date.parse(fields[name]) : Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  return undefined;
}

/** Names the event by all that the push says of it, whatever the order of its fields. A push that is sent again has the same key. */
export function eventKey(notification: Any): string {
  const parts = Object.entries(notification)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return parts.join('&');
}
