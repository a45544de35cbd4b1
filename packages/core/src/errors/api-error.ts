import { OccwoError } from './occwo-error.js';
import type { OccwoErrorOptions } from './occwo-error.js';

/** What kind of refusal it is, the same for all marketplaces. */
export type ApiErrorCode =
  | 'invalid-request' | 'unauthorized' | 'forbidden' | 'not-found' | 'conflict' | 'locked' | 'too-large'
  | 'rate-limited' | 'obsolete-method' | 'payment-required' | 'rejected' | 'server-error' | 'unreadable-reply';

export interface ApiErrorOptions extends OccwoErrorOptions {
  readonly code: ApiErrorCode;
  readonly marketplace: string;
  /** `products.list`, or the route where it is not in the table. */
  readonly operation: string;
  readonly status: number;
  readonly attempt: number;
  /** The marketplace's own code (`InvalidArgument`, `SupplyHasZeroOrders`). */
  readonly vendorCode?: string | undefined;
  /** The field that the marketplace names. */
  readonly field?: string | undefined;
  readonly requestId?: string | undefined;
  /** How long the marketplace asks to wait, milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Headers of the answer, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body of the answer, parsed where it was JSON. */
  readonly body?: unknown;
}

/** The marketplace answered, and the answer is a failure, by status or (with a status of 200) by its content. */
export class ApiError extends OccwoError {
  static override readonly errorName = 'ApiError';
  override readonly name = 'ApiError';
  declare readonly code: ApiErrorCode;
  readonly marketplace: string;
  readonly operation: string;
  readonly status: number;
  readonly attempt: number;
  readonly vendorCode: string | undefined;
  readonly field: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** Headers of the answer, names in lower case. Not enumerable, so that no logger copies them by itself. */
  declare readonly headers: Readonly<Record<string, string>>;
  /** The body of the answer, whole but for the client's own secrets where it echoed them. Not enumerable, as `headers`. */
  declare readonly body: unknown;

  constructor(message: string, options: ApiErrorOptions) {
    super(message, options);
    this.marketplace = options.marketplace;
    this.operation = options.operation;
    this.status = options.status;
    this.attempt = options.attempt;
    this.vendorCode = options.vendorCode;
    this.field = options.field;
    this.requestId = options.requestId;
    this.retryAfterMs = options.retryAfterMs;
    Object.defineProperty(this, 'headers', { value: options.headers ?? {} });
    Object.defineProperty(this, 'body', { value: options.body });
  }

  protected override details(): Record<string, unknown> {
    const { marketplace, operation, status, attempt, vendorCode, field, requestId, retryAfterMs, body } = this;
    return { marketplace, operation, status, attempt, vendorCode, field, requestId, retryAfterMs, body };
  }
}
