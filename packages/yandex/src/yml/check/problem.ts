import type { BilingualText } from '../language.js';
import type { RuleCode } from './rules.js';

/** `error`: the receiver refuses the offer or the feed, or shows something wrong. `warning`: it may, or ignores the value. */
export type Severity = 'error' | 'warning';

/** One finding of the checker. */
export interface YmlProblem {
  /** Stable code of the rule: `price-format`, `category-unknown` … */
  readonly rule: RuleCode;
  readonly severity: Severity;
  /** Where the element begins, counted from 1; 0 where there is no place (an offer that is being written). */
  readonly line: number;
  readonly column: number;
  /** Id of the offer, when the finding is about one. */
  readonly offerId: string | undefined;
  /** Element or attribute that it is about. */
  readonly element: string | undefined;
  /** What stands there, shortened. */
  readonly found: string | undefined;
  /** What is wrong. */
  readonly message: BilingualText;
  /** What to do. */
  readonly fix: BilingualText;
}
