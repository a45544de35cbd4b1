import { OccwoError } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { ClientOptions, LimitState } from '@occwo/core/client';
import { describeError } from '../../errors/error-document.js';
import { exitCodeOf, exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { Api } from '../api/api-tables.js';
import { makeClient } from '../api/open-api-client.js';
import type { Credentials, MarketplaceName } from '../providers/provider.js';
import { checkEnd } from './end-check.js';
import type { Finding } from './finding.js';

/** A call that reads next to nothing and wants the credentials. */
const harmless: Readonly<Record<MarketplaceName, string>> = {
  ozon: 'POST /v1/roles',
  wildberries: 'GET common-api /ping',
  yandex: 'GET /v2/campaigns',
};

/** Makes one harmless call with the seller's own credentials, and tells what is left of the limits that it counted against. */
export async function checkCall(api: Api, credentials: Credentials, options: ClientOptions & { readonly clock: Clock }, language: Language): Promise<{ readonly findings: readonly Finding[]; readonly refused: boolean }> {
  const { marketplace } = api;
  const now = options.clock.now();
  const client = await makeClient(api, credentials, { ...options, retries: 0 });
  let reply: unknown;
  try {
    reply = await client.request(harmless[marketplace], { path: {}, query: {}, headers: {} });
  } catch (error) {
    const refused = OccwoError.is(error) && exitCodeOf(error.code) === exitCodes.credentials;
    return { findings: [{ check: 'call', marketplace, status: 'failure', message: describeError(error, language) }], refused };
  }
  const limits = client.limits().map(({ key, room }: LimitState): Finding => ({
    check: 'limit', marketplace, status: 'info', message: translate(language, 'doctor.limit', { limit: key.split(':').at(-1) ?? key, room: Math.floor(room) }),
  }));
  const call: Finding = { check: 'call', marketplace, status: 'ok', message: translate(language, 'doctor.call', { route: harmless[marketplace] }) };
  return { findings: [call, ...keyEnd(marketplace, reply, now, language), ...limits], refused: false };
}

/** Ozon's keys live three months, and the answer about a key's roles tells its end; null is none. Other marketplaces tell nothing there. */
function keyEnd(marketplace: MarketplaceName, reply: unknown, now: number, language: Language): readonly Finding[] {
  if (marketplace !== 'ozon') return [];
  const expiresAt = Date.parse((reply as { readonly expires_at?: string | null } | undefined)?.expires_at ?? '');
  return Number.isNaN(expiresAt) ? [] : [checkEnd(marketplace, 'key', expiresAt, now, language)];
}
