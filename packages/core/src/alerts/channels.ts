import { NetworkError } from '../errors/local-errors.js';
import { axiosTransport } from '../transport/axios-transport.js';
import type { Transport } from '../transport/transport.js';
import type { AlertChannel } from './alert-sink.js';

const timeoutMs = 10_000;

export interface TelegramChannelOptions {
  /** The bot's token. It stands in the request's path, and nowhere else. */
  readonly token: string;
  readonly chatId: string | number;
  /** Default: `https://api.telegram.org`. */
  readonly baseUrl?: string;
  readonly transport?: Transport;
}

/** Sends alerts through the Telegram Bot API's `sendMessage`. */
export function telegramChannel({ token, chatId, baseUrl = 'https://api.telegram.org', transport = axiosTransport() }: TelegramChannelOptions): AlertChannel {
  return ({ text, severity }) =>
    post(transport, `${baseUrl}/bot${token}/sendMessage`, { chat_id: chatId, text: `${severity === 'critical' ? '🔴' : '🟡'} ${text}`, disable_web_page_preview: true });
}

export interface WebhookChannelOptions {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly transport?: Transport;
}

/** Posts alerts as JSON `{ source, severity, text }` to any address. */
export function webhookChannel({ url, headers, transport = axiosTransport() }: WebhookChannelOptions): AlertChannel {
  return (alert) => post(transport, url, alert, headers);
}

async function post(transport: Transport, url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const reply = await transport({ method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), timeoutMs });
  // The address stays out of the error: Telegram's holds the token.
  if (reply.status >= 300) throw new NetworkError(`the alert's receiver answered ${reply.status}`, { sent: true });
}
