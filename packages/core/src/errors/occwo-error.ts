import { redact } from '../log/redact.js';

const brand = Symbol.for('occwo.error');

export interface OccwoErrorOptions {
  /** Stable, machine-readable: `validation`, `read-only`, `rate-limited` … */
  readonly code: string;
  /** Whether the same call may succeed later without a change. */
  readonly retryable?: boolean;
  /** What to do about it, in a sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** The root of all errors that OCCWO throws. Recognise it with {@link OccwoError.is}: a package may be loaded twice. */
export class OccwoError extends Error {
  /** What `instanceof` goes by, beside the brand: the class of another copy of this package is another object. */
  static readonly errorName: string = 'OccwoError';
  override readonly name: string = 'OccwoError';
  readonly code: string;
  readonly retryable: boolean;
  readonly hint: string | undefined;

  constructor(message: string, options: OccwoErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    this.hint = options.hint;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether a caught value is one of ours, from whichever copy of the package. */
  static is(value: unknown): value is OccwoError {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /** Holds for errors of another copy of this package too (ESM beside CommonJS, two versions in one tree). */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!Object.hasOwn(this, 'errorName')) return Function.prototype[Symbol.hasInstance].call(this, value);
    return OccwoError.is(value) && (this.errorName === OccwoError.errorName || value.name === this.errorName);
  }

  /** What is safe to log: fields of the error with secrets taken out, no stack. */
  toJSON(): Record<string, unknown> {
    const { name, message, code, retryable, hint } = this;
    return redact({ name, message, code, retryable, ...(hint && { hint }), ...this.details() }) as Record<string, unknown>;
  }

  /** Further fields for {@link OccwoError.toJSON}; subclasses add theirs. */
  protected details(): Record<string, unknown> {
    return {};
  }
}
