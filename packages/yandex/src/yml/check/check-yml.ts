import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { YmlEncoding } from '../encoding.js';
import type { YmlProfile } from '../profiles.js';
import { readPieces } from '../read/pieces.js';
import type { ReadProgress } from '../read/read-yml.js';
import { FeedScanner, defaultLimits } from '../read/scanner.js';
import type { ScanLimits } from '../read/scanner.js';
import { openSource } from '../read/source.js';
import type { FetchFeed, YmlSource } from '../read/source.js';
import { CheckStopped, FeedChecker } from './feed-checker.js';
import type { Severity, YmlProblem } from './problem.js';
import { Reporter } from './reporter.js';
import type { ProblemReceiver } from './reporter.js';
import type { RuleCode } from './rules.js';
import { checkStart } from './start-check.js';

export interface CheckYmlOptions {
  /** Whose rules apply. Default: `market`. */
  readonly profile?: YmlProfile;
  /** Findings kept in the report for each rule; all are counted. Default: 100. */
  readonly keepPerRule?: number;
  /** Hears of every finding as it is made. */
  readonly onProblem?: (problem: YmlProblem) => void;
  /** Hears how many stored bytes were read. */
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly fetch?: FetchFeed;
  readonly limits?: Partial<ScanLimits>;
  /** For the age of the feed. Default: the system's clock. */
  readonly clock?: Clock;
}

/** What a check found. */
export interface CheckReport {
  /** Name of the file or address. */
  readonly source: string;
  readonly profile: YmlProfile;
  readonly encoding: YmlEncoding;
  readonly offers: number;
  readonly errors: number;
  readonly warnings: number;
  /** Number of findings by rule. */
  readonly counts: Readonly<Partial<Record<RuleCode, number>>>;
  /** Findings in file order, at most `keepPerRule` of each rule. */
  readonly problems: readonly YmlProblem[];
  /** False when broken XML ended the check early. */
  readonly complete: boolean;
}

/**
 * Checks a feed by the rules of its receiver. A feed of gigabytes is checked in flat memory. Findings are no exceptions: this
 * throws {@link YmlError} only for what cannot be opened or is no feed at all (`not-found`, `empty`, `not-xml`, `not-yml` …).
 *
 * @example
 * const report = await checkYml('feed.xml', { profile: 'seller' });
 * for (const { line, rule, offerId, message } of report.problems) console.log(line, rule, offerId, message.ru);
 */
export async function checkYml(source: YmlSource, options: CheckYmlOptions = {}): Promise<CheckReport> {
  const profile = options.profile ?? 'market';
  const tally = new Tally(options);
  const reporter = new Reporter(profile, tally);
  const checker = new FeedChecker(reporter, options.clock ?? systemClock);
  const opened = await openSource(source, options.fetch);
  const scanner = new FeedScanner(checker, { ...defaultLimits, ...options.limits });
  const pieces = readPieces(opened, {
    onProgress: options.onProgress,
    allowPrologue: true,
    onInvalid: (offset, textBefore, expected) => {
      reporter.report('encoding-mismatch', scanner.positionAfter(textBefore()), { expected, found: `byte ${offset}` });
    },
  });
  let encoding: YmlEncoding = 'utf-8';
  let complete = false;
  let started = false;
  try {
    for await (const piece of pieces) {
      encoding = piece.encoding;
      if (!started) checkStart(piece, opened, reporter);
      started = true;
      scanner.write(piece.text);
    }
    scanner.end();
    complete = true;
  } catch (error) {
    if (!(error instanceof CheckStopped)) throw error;
  }
  if (complete) checker.end();
  return tally.report({ source: opened.name, profile, encoding, offers: checker.context.offers, complete });
}

/** Counts all findings and keeps some. */
class Tally implements ProblemReceiver {
  readonly #counts: Partial<Record<RuleCode, number>> = {};
  readonly #problems: YmlProblem[] = [];
  readonly #keep: number;
  readonly #onProblem: ((problem: YmlProblem) => void) | undefined;
  #errors = 0;
  #warnings = 0;

  constructor(options: CheckYmlOptions) {
    this.#keep = options.keepPerRule ?? 100;
    this.#onProblem = options.onProblem;
  }

  wants(code: RuleCode, severity: Severity): boolean {
    const count = (this.#counts[code] ?? 0) + 1;
    this.#counts[code] = count;
    if (severity === 'error') this.#errors += 1;
    else this.#warnings += 1;
    return count <= this.#keep || this.#onProblem !== undefined;
  }

  add(problem: YmlProblem): void {
    if ((this.#counts[problem.rule] ?? 0) <= this.#keep) this.#problems.push(problem);
    this.#onProblem?.(problem);
  }

  report(facts: Pick<CheckReport, 'source' | 'profile' | 'encoding' | 'offers' | 'complete'>): CheckReport {
    const problems = [...this.#problems].sort((one, other) => one.line - other.line || one.column - other.column);
    return { ...facts, errors: this.#errors, warnings: this.#warnings, counts: this.#counts, problems };
  }
}

