import { OccwoError } from './occwo-error.js';

/** One thing that is wrong with a request, found before it left. */
export interface ValidationIssue {
  /** `body.items[3].offer_id`. */
  readonly path: string;
  /** What the rule is: `must be string`, `must have at most 100 items`. */
  readonly rule: string;
  /** Type of what was found there. The value itself stays out: it may be a secret. */
  readonly found: string;
}

/** The request breaks the marketplace's schema; nothing was sent. */
export class ValidationError extends OccwoError {
  static override readonly errorName = 'ValidationError';
  override readonly name = 'ValidationError';
  readonly operation: string;
  readonly issues: readonly ValidationIssue[];

  constructor(operation: string, issues: readonly ValidationIssue[]) {
    const first = issues[0];
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    super(`${operation}: ${first?.path} ${first?.rule}, found ${first?.found}${more}`, {
      code: 'validation',
      hint: `correct ${first?.path}; nothing was sent`,
    });
    this.operation = operation;
    this.issues = issues;
  }

  protected override details(): Record<string, unknown> {
    return { operation: this.operation, issues: this.issues };
  }
}

/** The connection failed: nothing is known beyond what `sent` says. */
export class NetworkError extends OccwoError {
  static override readonly errorName = 'NetworkError';
  override readonly name = 'NetworkError';
  /** Whether the request may have reached the marketplace. A write that did must not be repeated blindly. */
  readonly sent: boolean;

  constructor(message: string, options: { readonly sent: boolean; readonly cause?: unknown }) {
    super(message, { code: 'network', retryable: true, cause: options.cause, hint: 'check the connection to the marketplace' });
    this.sent = options.sent;
  }

  protected override details(): Record<string, unknown> {
    return { sent: this.sent };
  }
}

/** A write that was sent, and nobody can say whether it took effect. Look before you repeat it. */
export class UnknownOutcomeError extends OccwoError {
  static override readonly errorName = 'UnknownOutcomeError';
  override readonly name = 'UnknownOutcomeError';
  readonly operation: string;

  constructor(operation: string, cause: unknown) {
    super(`${operation}: it was sent and its answer was lost, so it may have taken effect`, {
      code: 'unknown-outcome',
      cause,
      hint: 'read the state back before you send it again',
    });
    this.operation = operation;
  }

  protected override details(): Record<string, unknown> {
    return { operation: this.operation };
  }
}

/** Nothing was sent, for a reason on our side: read-only mode, an open breaker, a deadline, missing credentials. */
export class RefusedError extends OccwoError {
  static override readonly errorName = 'RefusedError';
  override readonly name = 'RefusedError';
  declare readonly code: 'read-only' | 'breaker-open' | 'deadline' | 'credentials' | 'aborted' | 'sunset';
  /** When trying again makes sense, milliseconds from now. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: { readonly code: RefusedError['code']; readonly hint: string; readonly retryAfterMs?: number; readonly cause?: unknown },
  ) {
    super(message, { ...options, retryable: options.retryAfterMs !== undefined });
    this.retryAfterMs = options.retryAfterMs;
  }

  protected override details(): Record<string, unknown> {
    return this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs };
  }
}
