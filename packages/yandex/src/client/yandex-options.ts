import type { ClientOptions } from '@occwo/core/client';
import type { Secret } from '../authorize/secret.js';

/** What a client of Yandex Market takes. Everything that is left out comes from the environment, at the first call that needs it. */
export interface YandexOptions extends ClientOptions {
  /** The bare token (`ACMA:…`), or a function that gives it. Default: `OCCWO_YANDEX_API_KEY`. */
  readonly apiKey?: Secret;
  /** The cabinet, for routes under `/businesses/{businessId}`. Default: `OCCWO_YANDEX_BUSINESS_ID`. */
  readonly businessId?: number | string;
  /** The shop, for routes under `/campaigns/{campaignId}`: the campaign id, not the shop number that the cabinet shows. Default: `OCCWO_YANDEX_CAMPAIGN_ID`. */
  readonly campaignId?: number | string;
  /** `go` is Market Yandex Go (Uzbekistan), which answers on the `.net` host. Default: `market`. */
  readonly market?: 'market' | 'go';
  /** The cabinet's subscription, where it is known: `medium` has higher limits. Default: learnt from the answers' headers. */
  readonly subscription?: 'none' | 'medium';
  /**
   * Asks Market what the key may do (once in 10 minutes; the call is limited to 100 an hour) and refuses locally what it may not.
   * Default: false, and Market's own 403 names the accesses that are missing.
   */
  readonly checkAccess?: boolean;
  /** `Name/Version` of your integration, up to 100 ASCII characters; it shows in the seller's log of requests. */
  readonly integration?: string;
}
