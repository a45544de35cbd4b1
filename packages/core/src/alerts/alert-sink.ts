import type { ClientEvent } from '../client/client-event.js';
import type { Logger } from '../log/logger.js';
import { silentLogger } from '../log/logger.js';
import { systemClock } from '../time/clock.js';
import type { Clock } from '../time/clock.js';
import { alertOf } from './alert.js';
import type { Alert } from './alert.js';

/** Carries an alert to a person. */
export type AlertChannel = (alert: Alert) => Promise<void>;

export interface AlertSinkOptions {
  /** Which client it is about, in the alert's text (`ozon, account 42`). */
  readonly source: string;
  readonly channels: readonly AlertChannel[];
  /** The same alert is not repeated within this time, milliseconds; how often it recurred is told afterwards. Default: 15 minutes. */
  readonly quietMs?: number;
  readonly clock?: Clock;
  /** Told when a channel itself fails; an alert never fails a call. */
  readonly logger?: Logger;
}

/**
 * Reports what a person should know: breakers that open, refusals (credentials, read-only), and failures that retries
 * did not mend. For the `onEvent` option of a client. The same trouble is told once, then again after `quietMs` with its count.
 *
 * @example createOzon({ onEvent: alertSink({ source: 'ozon', channels: [telegramChannel({ token, chatId })] }) })
 */
export function alertSink({ source, channels, quietMs = 900_000, clock = systemClock, logger = silentLogger }: AlertSinkOptions): (event: ClientEvent) => void {
  const told = new Map<string, { at: number; suppressed: number }>();

  const tell = (alert: Alert) => {
    for (const channel of channels) {
      channel(alert).catch((error: unknown) => logger.warn('an alert could not be delivered', { error: String((error as { code?: string }).code ?? 'error') }));
    }
  };
  return (event) => {
    const found = alertOf(event);
    if (!found) return;
    const now = clock.monotonic();
    const before = told.get(found.key);
    if (before && now - before.at < quietMs) return void (before.suppressed += 1);
    told.set(found.key, { at: now, suppressed: 0 });
    const again = before && before.suppressed > 0 ? ` (and ${before.suppressed} more times since it was last told)` : '';
    tell({ source, severity: found.severity, text: `${source}: ${found.text}${again}` });
  };
}
