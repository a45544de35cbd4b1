import { OccwoError } from '@occwo/core';
import type { Language } from '../messages/language.js';
import { CliError } from './cli-error.js';

/** An error as `--json` prints it. The context is what is safe to show; a stack never is. */
export interface ErrorDocument {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly context: Readonly<Record<string, unknown>>;
  };
}

export function errorDocument(error: unknown, language: Language): ErrorDocument {
  if (!OccwoError.is(error)) return { error: { code: 'failure', message: messageOf(error, language), context: {} } };
  const { name: _name, message: _message, code, hint, retryable: _retryable, body: _body, ...context } = error.toJSON();
  return { error: { code: String(code), message: messageOf(error, language), ...(typeof hint === 'string' && { hint }), context } };
}

/** An error for a terminal: what went wrong, and what to do about it. */
export function describeError(error: unknown, language: Language): string {
  const hint = OccwoError.is(error) ? error.hint : undefined;
  return hint ? `${messageOf(error, language)}\n  → ${hint}` : messageOf(error, language);
}

function messageOf(error: unknown, language: Language): string {
  if (error instanceof CliError) return error.describe(language);
  return error instanceof Error ? error.message : String(error);
}
