import { OccwoError } from '@occwo/core';
import { chooseLanguage } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { Streams } from '../ui/streams.js';
import { describeError, errorDocument } from './error-document.js';
import { exitCodeOf, exitCodes } from './exit-code.js';

interface ReportOptions {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
}

/** What oclif throws when the command line is wrong, or when it wants to end with a code. */
interface OclifError extends Error {
  readonly oclif?: { readonly exit?: number };
}

/** Prints an error for a person (stderr) or, with `--json`, for a program (stdout), and answers the exit code. Never prints a stack. */
export function reportError(error: unknown, { argv, environment, streams }: ReportOptions): number {
  const language = chooseLanguage(languageFlag(argv), environment);
  const usage = (error as OclifError).oclif?.exit;
  if (usage === 0) return exitCodes.done;
  const exitCode = OccwoError.is(error) ? exitCodeOf(error.code) : (usage ?? exitCodes.failure);
  if (argv.includes('--json')) {
    const document = errorDocument(error, language);
    const coded = usage === undefined ? document : { error: { ...document.error, code: 'usage' } };
    streams.stdout.write(`${JSON.stringify(coded, undefined, 2)}\n`);
    return exitCode;
  }
  const known = OccwoError.is(error) || usage !== undefined;
  const text = known ? describeError(error, language) : translate(language, 'error.unexpected', { message: describeError(error, language) });
  streams.stderr.write(`${translate(language, 'error.prefix')}: ${text}\n`);
  return exitCode;
}

function languageFlag(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--lang');
  return at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
}
