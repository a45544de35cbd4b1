import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { MarketplaceName } from '../providers/provider.js';
import type { Finding } from './finding.js';

const dayMs = 86_400_000;
const soonDays = 14;

/** What ends: the word of its messages. */
export type Ending = 'token' | 'key';

/** When a token or a key ends: a failure once it has, a warning two weeks before. Times in milliseconds since 1970. */
export function checkEnd(marketplace: MarketplaceName, ending: Ending, expiresAt: number, now: number, language: Language): Finding {
  const days = Math.floor((expiresAt - now) / dayMs);
  const date = new Date(expiresAt).toISOString().slice(0, 10);
  const common = { check: 'token', marketplace } as const;
  if (expiresAt <= now) return { ...common, status: 'failure', message: translate(language, `doctor.${ending}-expired`, { date }) };
  return { ...common, status: days < soonDays ? 'warning' : 'ok', message: translate(language, `doctor.${ending}-expires`, { date, days }) };
}
