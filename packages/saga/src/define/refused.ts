const brand = Symbol.for('occwo.saga.refused');

/**
 * Thrown by a step's `run` to say: it did not happen and never will under this key.
 * It is not retried, and the step itself is not undone; every earlier step is.
 * Anything else that is thrown leaves the outcome open: it is retried, and unknown once the attempts are used up.
 * @example if (reply.status === 422) throw new Refused('The warehouse has no such article');
 */
export class Refused extends Error {
  readonly [brand] = true;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Refused';
  }
}

/** True for a `Refused` of any copy of this package (a package may be loaded twice). */
export const isRefused = (error: unknown): error is Refused =>
  typeof error === 'object' && error !== null && brand in error;
