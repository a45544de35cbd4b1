import type { Credential } from './credential.js';
import { readCredential } from './credential.js';

export interface SellerCredentials {
  /** Client-Id of the seller's account, from the seller's cabinet. Default: `OCCWO_OZON_CLIENT_ID`. */
  readonly clientId?: Credential | undefined;
  /** Api-Key; it lives three months. Default: `OCCWO_OZON_API_KEY`. */
  readonly apiKey?: Credential | undefined;
  /** OAuth token of a private or public app, instead of `apiKey`. The Ozon Delivery methods take nothing else. */
  readonly accessToken?: Credential | undefined;
}

const clientIdSource = { option: 'clientId', variable: 'OCCWO_OZON_CLIENT_ID' };
const apiKeySource = { option: 'apiKey', variable: 'OCCWO_OZON_API_KEY' };
const accessTokenSource = { option: 'accessToken' };

/**
 * The Seller API's two ways in. Every operation gets the headers, because the official document forgets them on 125 of
 * its operations (August 2026).
 */
export function sellerAuthorization({ clientId, apiKey, accessToken }: SellerCredentials): () => Promise<Record<string, string>> {
  if (accessToken !== undefined) {
    return async () => ({ authorization: `Bearer ${await readCredential(accessToken, accessTokenSource)}` });
  }
  return async () => ({
    'client-id': await readCredential(clientId, clientIdSource),
    'api-key': await readCredential(apiKey, apiKeySource),
  });
}

/** Names the account for its limits: they are counted by Client-Id. An OAuth client needs no Client-Id and is its own account. */
export async function sellerAccount({ clientId, accessToken }: SellerCredentials): Promise<string> {
  if (accessToken !== undefined && clientId === undefined) return 'oauth';
  return readCredential(clientId, clientIdSource);
}
