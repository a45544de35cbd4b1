import type { YmlProblem } from '@occwo/yandex/yml';
import { CliError } from '../../errors/cli-error.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';

/** Something at fault in what is being written, in the person's language. */
export interface FeedProblem {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly offerId?: string;
  /** Line or row of the source, where it is known. */
  readonly line?: number;
}

const mostExamples = 20;

/** Hears of problems while a feed is written: counts them, keeps some, and ends the writing at an error unless such offers are to be left out. */
export class ProblemTally {
  errors = 0;
  warnings = 0;
  readonly examples: FeedProblem[] = [];
  readonly #skipInvalid: boolean;
  readonly #language: Language;

  constructor(skipInvalid: boolean, language: Language) {
    this.#skipInvalid = skipInvalid;
    this.#language = language;
  }

  /** What the checker found. Of the shop's own part nothing can be left out, so an error there ends the writing in any case. */
  found({ rule, severity, offerId, message, fix }: YmlProblem): 'skip' | 'write' {
    const text = `${message[this.#language]} ${fix[this.#language]}`;
    return this.note({ rule, severity, message: text, ...(offerId !== undefined && { offerId }) }, offerId !== undefined);
  }

  note(problem: FeedProblem, canBeSkipped = true): 'skip' | 'write' {
    if (problem.severity === 'error' && !(this.#skipInvalid && canBeSkipped)) throw stopped(problem, canBeSkipped);
    if (problem.severity === 'error') this.errors += 1;
    else this.warnings += 1;
    if (this.examples.length < mostExamples) this.examples.push(problem);
    return problem.severity === 'error' ? 'skip' : 'write';
  }

  /** The kept problems, a line each. */
  lines(): readonly string[] {
    return this.examples.map((problem) => problemLine(problem, this.#language));
  }
}

function stopped(problem: FeedProblem, canBeSkipped: boolean): CliError {
  return new CliError('findings', (language) => {
    const hint = canBeSkipped ? ` ${translate(language, 'feed.skip-hint')}` : '';
    return `${problemLine(problem, language)} ${translate(language, 'feed.not-written')}${hint}`;
  }, { rule: problem.rule, ...(problem.offerId !== undefined && { offerId: problem.offerId }), ...(problem.line !== undefined && { line: problem.line }) });
}

export function problemLine({ rule, message, offerId, line }: FeedProblem, language: Language): string {
  const place = [
    line === undefined ? undefined : translate(language, 'feed.line', { line }),
    offerId === undefined ? undefined : translate(language, 'feed.offer', { offer: offerId }),
  ].filter((part) => part !== undefined);
  return `${place.length > 0 ? `${place.join(', ')}: ` : ''}${message} [${rule}]`;
}
