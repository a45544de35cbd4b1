import { OccwoError } from '@occwo/core';
import type { Language } from '../messages/language.js';
import { errorText } from '../messages/errors/error-text.js';
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
  const hint = hintOf(error, language);
  const { name: _name, message: _message, hint: _hint, code, retryable: _retryable, body: _body, ...context } = error.toJSON();
  return { error: { code: String(code), message: messageOf(error, language), ...(hint !== undefined && { hint }), context } };
}

/** An error for a terminal: what went wrong, and what to do about it. */
export function describeError(error: unknown, language: Language): string {
  const hint = hintOf(error, language);
  return hint ? `${messageOf(error, language)}\n  → ${hint}` : messageOf(error, language);
}

function messageOf(error: unknown, language: Language): string {
  if (error instanceof CliError) return error.describe(language);
  if (OccwoError.is(error)) return speaks(error) ? error.describe(language) : errorText(error, language).message;
  return error instanceof Error ? error.message : String(error);
}

function hintOf(error: unknown, language: Language): string | undefined {
  return OccwoError.is(error) ? errorText(error, language).hint : undefined;
}

/** Errors of feeds know both languages themselves. */
function speaks(error: OccwoError): error is OccwoError & { describe(language: Language): string } {
  return 'describe' in error && typeof error.describe === 'function';
}
