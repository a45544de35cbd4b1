import { OccwoError } from '@occwo/core';

/** The message reached no queue: nobody has consumed or declared the topic yet. */
export class UnroutableError extends OccwoError {
  override readonly name = 'UnroutableError';

  constructor(topic: string) {
    super(`Nobody consumes the topic "${topic}"`, {
      code: 'unroutable',
      retryable: true,
      hint: `start its consumer once, or call declare('${topic}') before sending`,
    });
  }
}

/** The broker did not confirm in time: the message may have arrived. Sending it again with the same id is safe. */
export class UnconfirmedError extends OccwoError {
  override readonly name = 'UnconfirmedError';

  constructor(topic: string, cause: unknown) {
    super(`A message to "${topic}" was not confirmed in time`, {
      code: 'unconfirmed',
      retryable: true,
      cause,
      hint: 'send it again with the same id; check the broker',
    });
  }
}
