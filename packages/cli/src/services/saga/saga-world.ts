import type { Language } from '../../messages/language.js';
import type { Streams } from '../../ui/streams.js';

/** What every command of `occwo saga` is given. */
export interface SagaWorld {
  /** `--database`. */
  readonly database?: string | undefined;
  /** `--config`. */
  readonly config?: string | undefined;
  readonly json: boolean;
  readonly language: Language;
  /** The working directory. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
}

/** `--json`: one document, and nothing else on stdout. */
export function printDocument({ streams }: Pick<SagaWorld, 'streams'>, document: unknown): void {
  streams.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}
