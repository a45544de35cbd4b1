import { decodeToken } from '@occwo/wildberries';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { MessageKey, MessageValues } from '../../messages/translate.js';
import { checkEnd } from './end-check.js';
import type { Finding, FindingStatus } from './finding.js';

/** What `occwo publish` needs: cards, prices and stocks. */
const publishing = ['content', 'prices', 'marketplace'] as const;

/** What a Wildberries token says of itself: when it ends, what it may do. `now` in milliseconds since 1970. */
export function checkToken(token: string, now: number, language: Language): readonly Finding[] {
  const finding = (status: FindingStatus, key: MessageKey, values: MessageValues = {}): Finding => ({ check: 'token', marketplace: 'wildberries', status, message: translate(language, key, values) });
  const info = decodeToken(token);
  if (!info) return [finding('failure', 'doctor.token-unreadable')];
  const findings = [finding('ok', 'doctor.token', { type: info.type, categories: info.categories.join(', ') })];
  if (info.expiresAt !== undefined) findings.push(checkEnd('wildberries', 'token', info.expiresAt, now, language));
  const missing = publishing.filter((category) => !info.categories.some((has) => has === category));
  if (missing.length > 0) findings.push(finding('warning', 'doctor.token-categories', { missing: missing.join(', ') }));
  if (info.readOnly) findings.push(finding('warning', 'doctor.token-read-only'));
  if (info.sandboxOnly) findings.push(finding('warning', 'doctor.token-test'));
  return findings;
}
