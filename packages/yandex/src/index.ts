export { createYandex } from './client/create-yandex.js';
export type { YandexClient } from './client/yandex-client.js';
export type { YandexOptions } from './client/yandex-options.js';
export type { Secret } from './authorize/secret.js';
export { yandexReport } from './client/report.js';
export type { GeneratedReport, ReportOptions, YandexReport } from './client/report.js';
export { operationResults } from './client/operation-results.js';
export type { OperationEnd, OperationResultsOptions, OperationType } from './client/operation-results.js';
export { yandexMarketplace } from './marketplace/yandex-marketplace.js';
export type { YandexMarketplaceOptions } from './marketplace/yandex-marketplace.js';
export type { YandexCategory, YandexMapping, YandexWarehouse } from './marketplace/mapping.js';
export { createPushReceiver } from './webhooks/push-receiver.js';
export type { PushReceiver, PushReceiverOptions, PushReply, PushRequest } from './webhooks/push-receiver.js';
export { pushHandler } from './webhooks/push-handler.js';
export type { PushHandlerOptions } from './webhooks/push-handler.js';
export { eventTime } from './webhooks/event-key.js';
export { isKnownNotification } from './webhooks/notification.js';
export type {
  NotificationFields, NotificationItem, NotificationType, UnknownNotification, YandexNotification,
} from './webhooks/notification.js';
export { recentEvents } from './webhooks/seen-events.js';
export type { SeenEvents } from './webhooks/seen-events.js';
export { marketNetworks } from './webhooks/source-networks.js';
