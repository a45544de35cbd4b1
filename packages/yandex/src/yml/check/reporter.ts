import { fillText, shorten } from '../language.js';
import type { BilingualText, TextValues } from '../language.js';
import type { YmlProfile } from '../profiles.js';
import type { YmlProblem } from './problem.js';
import { severityOf, ymlRules } from './rules.js';
import type { RuleCode } from './rules.js';

/** Where a finding is. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Values of a finding; `reason` may differ by language. */
export interface FindingValues extends TextValues {
  readonly element?: string;
  readonly found?: string | number;
}

/** Turns findings into problems by the profile's severities and hands them on. */
export class Reporter {
  readonly profile: YmlProfile;
  readonly #receive: (problem: YmlProblem) => void;
  /** The offer that is being looked at. */
  offerId: string | undefined;

  constructor(profile: YmlProfile, receive: (problem: YmlProblem) => void) {
    this.profile = profile;
    this.#receive = receive;
  }

  report(code: RuleCode, place: Place, values: FindingValues = {}, words: Readonly<Record<string, BilingualText>> = {}): void {
    const severity = severityOf(code, this.profile);
    if (severity === 'off') return;
    const { message, fix } = ymlRules[code];
    const fill = (text: BilingualText): BilingualText => ({
      en: fillText(text.en, { ...values, ...inLanguage(words, 'en') }),
      ru: fillText(text.ru, { ...values, ...inLanguage(words, 'ru') }),
    });
    this.#receive({
      rule: code,
      severity,
      line: place.line,
      column: place.column,
      offerId: this.offerId,
      element: values.element,
      found: values.found === undefined ? undefined : shorten(String(values.found)),
      message: fill(message),
      fix: fill(fix),
    });
  }
}

function inLanguage(words: Readonly<Record<string, BilingualText>>, language: 'en' | 'ru'): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text[language]]));
}
