import type { OzonMapping } from '@occwo/ozon';
import type { WildberriesMapping } from '@occwo/wildberries';
import type { YandexMapping } from '@occwo/yandex';

/** A secret: the text itself, or the name of the environment variable that holds it. Keep the text out of version control. */
export type ConfigSecret = string | { readonly env: string };

interface MarketplaceConfig {
  /** Refuses every write to this marketplace. No flag lifts it. */
  readonly readOnly?: boolean;
}

/** Ozon: credentials (default: `OCCWO_OZON_CLIENT_ID`, `OCCWO_OZON_API_KEY`) and the mapping. */
export interface OzonConfig extends OzonMapping, MarketplaceConfig {
  readonly clientId?: ConfigSecret;
  readonly apiKey?: ConfigSecret;
}

/** Wildberries: the token (default: `OCCWO_WILDBERRIES_TOKEN`) and the mapping. */
export interface WildberriesConfig extends WildberriesMapping, MarketplaceConfig {
  readonly token?: ConfigSecret;
}

/** Yandex Market: credentials (default: `OCCWO_YANDEX_API_KEY`, `…_BUSINESS_ID`, `…_CAMPAIGN_ID`) and the mapping. */
export interface YandexConfig extends YandexMapping, MarketplaceConfig {
  readonly apiKey?: ConfigSecret;
  readonly businessId?: ConfigSecret | number;
  readonly campaignId?: ConfigSecret | number;
}

/** `occwo.config.{ts,mjs,js,json}`, found upward from the working directory. */
export interface OccwoConfig {
  /** Refuses every write to every marketplace. No flag lifts it; `OCCWO_READ_ONLY=1` does the same. */
  readonly readOnly?: boolean;
  /** The database of sagas: `postgres://…`, or an SQLite file beside this config. Default: `OCCWO_DATABASE`. */
  readonly database?: ConfigSecret;
  /** The module of your saga definitions, beside this config, for `occwo saga work` and `diagram`. */
  readonly sagas?: string;
  /** The ledger of `occwo publish`: `postgres://…`, or an SQLite file beside this config. Default: `OCCWO_LEDGER`, else none, and everything is sent. */
  readonly ledger?: ConfigSecret;
  readonly ozon?: OzonConfig;
  readonly wildberries?: WildberriesConfig;
  readonly yandex?: YandexConfig;
}

/**
 * Types an `occwo.config.ts` and gives it back as it is.
 *
 * @example
 * export default defineConfig({
 *   ozon: { categories: { 'Одежда > Футболки': { descriptionCategoryId: 17027904, typeId: 93244 } } },
 *   wildberries: { token: { env: 'WB_TOKEN' }, categories: { '*': { subjectId: 192 } } },
 * });
 */
export function defineConfig(config: OccwoConfig): OccwoConfig {
  return config;
}
