import { ApiError } from '../errors/api-error.js';
import { RefusedError } from '../errors/local-errors.js';

/** What the errors of a job say of it. */
export interface JobName {
  readonly marketplace: string;
  readonly route: string;
}

/** It ended badly, or the start itself was refused in so many words. */
export function jobFailed({ marketplace, route }: JobName, what: { ticket?: string; state?: string; reasons: readonly string[]; body: unknown; note?: string | undefined }): ApiError {
  const { ticket, state = '', reasons, body, note } = what;
  const why = [note, ...reasons].filter(Boolean).join(', ');
  const subject = ticket === undefined ? 'the job was not started' : `job ${ticket} ended as "${state}"`;
  return new ApiError(`${marketplace} ${route}: ${subject}${why && `: ${why}`}`, {
    code: 'rejected', marketplace, operation: route, status: 200, attempt: 1, body, vendorCode: note ?? (state || undefined),
    hint: note === 'TOO_LARGE' ? 'ask for a shorter period or fewer items' : 'correct what the reason names and start the job again',
  });
}

/** The start was answered, and nothing in the answer names a job. */
export function noTicket({ marketplace, route }: JobName, body: unknown): ApiError {
  return new ApiError(`${marketplace} ${route} gave no number of a job`, {
    code: 'unreadable-reply', marketplace, operation: route, status: 200, attempt: 1, body, hint: 'look at what the method answered before you start it again',
  });
}

/** It is still at work when the caller will wait no longer. */
export function jobLate({ marketplace, route }: JobName, ticket: string, waitedMs: number): RefusedError {
  return new RefusedError(`${marketplace} ${route}: job ${ticket} is not done after ${Math.round(waitedMs / 1000)} s`, {
    code: 'deadline', hint: `the marketplace is still at work: go on later with resume('${ticket}')`,
  });
}
