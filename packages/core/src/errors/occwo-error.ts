import { redact, redactText } from '../log/redact.js';

const brand = Symbol.for('occwo.error');
/** Node's own hook: `console.log(error)` and loggers that inspect would print every field, bodies and causes included. */
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

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

  /** What `console.log` and `util.inspect` show: the stack, then the fields of {@link OccwoError.toJSON}, then the cause. */
  [inspectCustom](_depth: number, options: object, inspect: (value: unknown, options: object) => string): string {
    const { name: _name, message: _message, ...fields } = this.toJSON();
    const cause = this.cause instanceof Error && !OccwoError.is(this.cause) ? redactText(this.cause.stack ?? this.cause.message) : this.cause;
    return `${redactText(this.stack ?? this.message)} ${inspect(this.cause === undefined ? fields : { ...fields, cause }, options)}`;
  }

  /** Further fields for {@link OccwoError.toJSON}; subclasses add theirs. */
  protected details(): Record<string, unknown> {
    return {};
  }
}
