import type { ClientOptions } from '@occwo/core/client';
import type { Credential } from '../authorize/credential.js';
import type { SellerCredentials } from '../authorize/seller.js';

/** Credentials of the Seller API and everything that every client takes. */
export interface OzonOptions extends ClientOptions, SellerCredentials {}

/** Credentials of the Performance API (advertising) and everything that every client takes. */
export interface OzonPerformanceOptions extends ClientOptions {
  /** `…@advertising.performance.ozon.ru`. Default: `OCCWO_OZON_PERFORMANCE_CLIENT_ID`. */
  readonly clientId?: Credential;
  /** Default: `OCCWO_OZON_PERFORMANCE_CLIENT_SECRET`. */
  readonly clientSecret?: Credential;
  /** OAuth token of an app, instead of id and secret. */
  readonly accessToken?: Credential;
}
