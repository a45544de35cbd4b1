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
  /** What the vendor's document calls it, in the document's language. */
  readonly title?: string;
}

/** Prints the operations whose name, route or title has every word. */
export async function runApiSearch({ words, marketplace, json, language, streams }: ApiSearchInput): Promise<number> {
  // Any number of words is taken, so a mistyped flag would be one of them.
  const flag = words.find((word) => word.startsWith('--'));
  if (flag !== undefined) throw new CliError('usage', 'api.flag-unknown', { found: flag });
  const apis = await loadApis(marketplace);
  const titles = new Map(await Promise.all(apis.map(async (api) => [api, await api.titles()] as const)));
  const found = searchOperations(apis, words, titles).map(({ api, operation }): FoundLine => {
    const title = titles.get(api)?.[operation.name];
    const { effect, sunset } = operation;
    return { name: nameOf(api, operation), route: routeOf(operation), effect, ...(sunset && { sunset }), ...(title && { title }) };
  });
  if (json) streams.stdout.write(`${JSON.stringify({ operations: found }, undefined, 2)}\n`);
  else if (found.length > 0) streams.stdout.write(operationRows(found, language));
  else streams.stderr.write(`${translate(language, 'api.nothing', { words: words.join(' ') })}\n`);
  return exitCodes.done;
}
