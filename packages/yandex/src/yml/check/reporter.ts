import { fillText, shorten } from '../language.js';
import type { BilingualText, TextValues } from '../language.js';
import type { YmlProfile } from '../profiles.js';
import type { Severity, YmlProblem } from './problem.js';
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

/** What hears of findings. */
export interface ProblemReceiver {
  /** Counts a finding and says whether its texts are wanted: a feed may break one rule a million times. */
  wants(code: RuleCode, severity: Severity): boolean;
  add(problem: YmlProblem): void;
}

/** Turns findings into problems by the profile's severities and hands them on. */
export class Reporter {
  readonly profile: YmlProfile;
  readonly #receive: ProblemReceiver;
  /** The offer that is being looked at. */
  offerId: string | undefined;

  constructor(profile: YmlProfile, receive: ProblemReceiver) {
    this.profile = profile;
    this.#receive = receive;
  }

  report(code: RuleCode, place: Place, values: FindingValues = {}, words: Readonly<Record<string, BilingualText>> = {}): void {
    const severity = severityOf(code, this.profile);
    if (severity === 'off' || !this.#receive.wants(code, severity)) return;
    const { message, fix } = ymlRules[code];
    const fill = (text: BilingualText): BilingualText => ({
      en: fillText(text.en, { ...values, ...inLanguage(words, 'en') }),
      ru: fillText(text.ru, { ...values, ...inLanguage(words, 'ru') }),
    });
    this.#receive.add({
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
