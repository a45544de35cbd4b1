import { YmlError } from '@occwo/yandex/yml';
import { CliError } from '../../errors/cli-error.js';
import type { CliErrorCode } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import type { Streams } from '../../ui/streams.js';

/** The world that a feed command runs in. */
export interface FeedInput {
  /** A path, an address (`https://…`), or `-` for stdin. */
  readonly source: string;
  readonly json: boolean;
  readonly language: Language;
  readonly streams: Streams;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** What was typed cannot work; everything else that a feed says of itself is about its content. */
const usageCodes: ReadonlySet<string> = new Set(['not-found', 'not-readable', 'is-directory']);

/** Runs a feed command: errors of the feed and of the disk become errors for the person at the terminal. */
export async function feedRun(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    // `occwo feed … | head` closes the pipe: whoever reads has enough.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return exitCodes.done;
    throw readableFeedError(error);
  }
}

/** An error of a feed in the person's language. */
export function readableFeedError(error: unknown): unknown {
  if (error instanceof YmlError) return new CliError(codeOf(error), (wanted) => error.describe(wanted), {}, error);
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (syscall === undefined || path === undefined) return error;
  return new CliError('usage', 'report.not-writable', { file: path, reason: code ?? syscall }, error);
}

function codeOf({ code }: YmlError): CliErrorCode {
  if (code === 'check-failed') return 'findings';
  return usageCodes.has(code) ? 'usage' : 'input';
}
