/**
 * Who the feed is for. One name, many dialects: receivers read the same envelope and differ in required elements and limits.
 * - `market`: the price list of Yandex Market ("partnermarket" help, to about 2021), the richest text
 * - `seller`: Yandex Market for sellers, the current catalogue and placement files
 * - `search`: Yandex product search (2024)
 * - `direct`: Yandex Direct
 * - `webmaster`: service feeds of Yandex Webmaster
 * - `ozon`: Ozon's dialect, prices and stocks alone
 */
export const ymlProfiles = ['market', 'seller', 'search', 'direct', 'webmaster', 'ozon'] as const;

export type YmlProfile = (typeof ymlProfiles)[number];
