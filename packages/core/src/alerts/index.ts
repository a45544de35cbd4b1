export { alertSink } from './alert-sink.js';
export type { AlertChannel, AlertSinkOptions } from './alert-sink.js';
export type { Alert } from './alert.js';
export { telegramChannel, webhookChannel } from './channels.js';
export type { TelegramChannelOptions, WebhookChannelOptions } from './channels.js';
