import type { BilingualText } from '../language.js';
import type { YmlProfile } from '../profiles.js';
import type { Severity } from './problem.js';

/** How grave a finding is, by receiver; `*` is the rest. */
export type SeverityByProfile = Partial<Readonly<Record<YmlProfile, Severity | 'off'>>> & { readonly '*': Severity | 'off' };

/** One rule: how grave, what is said and what to do. `{name}` stands for a value of the finding. */
export interface Rule {
  readonly severity: Severity | SeverityByProfile;
  readonly message: BilingualText;
  readonly fix: BilingualText;
}

/** A rule in one line: severity, message and fix in English, the same in Russian. */
export function rule(severity: Rule['severity'], en: readonly [string, string], ru: readonly [string, string]): Rule {
  return { severity, message: { en: en[0], ru: ru[0] }, fix: { en: en[1], ru: ru[1] } };
}

/** Grave for the old price list alone, whose text is the strictest. */
export const marketError: SeverityByProfile = { market: 'error', '*': 'warning' };

/** Required by all who show goods; sellers' placement files and service feeds may lack it, Ozon's dialect does not know it. */
export const requiredByShops: SeverityByProfile = { seller: 'warning', webmaster: 'warning', ozon: 'off', '*': 'error' };
