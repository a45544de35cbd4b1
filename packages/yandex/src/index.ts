export { createYandex } from './client/create-yandex.js';
export type { YandexClient } from './client/yandex-client.js';
export type { YandexOptions } from './client/yandex-options.js';
export type { Secret } from './authorize/secret.js';
export { yandexMarketplace } from './marketplace/yandex-marketplace.js';
export type { YandexCategory, YandexMapping, YandexWarehouse } from './marketplace/mapping.js';
