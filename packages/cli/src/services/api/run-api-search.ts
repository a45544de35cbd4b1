import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import { operationRows } from '../../ui/operation-rows.js';
import type { Streams } from '../../ui/streams.js';
import { loadApis } from './api-tables.js';
import { nameOf, routeOf } from './find-operation.js';
import { searchOperations } from './search-operations.js';

export interface ApiSearchInput {
  readonly words: readonly string[];
  readonly marketplace?: string | undefined;
  readonly json: boolean;
  readonly language: Language;
  readonly streams: Streams;
}

/** One line of what was found. */
export interface FoundLine {
  readonly name: string;
  readonly route: string;
  readonly effect: 'read' | 'write';
  readonly sunset?: string;
}

/** Prints the operations whose name or route has every word. */
export async function runApiSearch({ words, marketplace, json, language, streams }: ApiSearchInput): Promise<number> {
  // Any number of words is taken, so a mistyped flag would be one of them.
  const flag = words.find((word) => word.startsWith('--'));
  if (flag !== undefined) throw new CliError('usage', 'api.flag-unknown', { found: flag });
  const found = searchOperations(await loadApis(marketplace), words).map(({ api, operation }): FoundLine => {
    const { effect, sunset } = operation;
    return { name: nameOf(api, operation), route: routeOf(operation), effect, ...(sunset && { sunset }) };
  });
  if (json) streams.stdout.write(`${JSON.stringify({ operations: found }, undefined, 2)}\n`);
  else if (found.length > 0) streams.stdout.write(operationRows(found, language));
  else streams.stderr.write(`${translate(language, 'api.nothing', { words: words.join(' ') })}\n`);
  return exitCodes.done;
}
