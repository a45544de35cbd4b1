import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { descriptionText } from '../../ui/description-text.js';
import type { Streams } from '../../ui/streams.js';
import { loadApis } from './api-tables.js';
import { describeOperation } from './describe-operation.js';
import { findOperation } from './find-operation.js';

export interface ApiDescribeInput {
  /** A name or a route. */
  readonly operation: string;
  readonly marketplace?: string | undefined;
  /** Prints the fields of the answer too. */
  readonly reply: boolean;
  readonly json: boolean;
  readonly language: Language;
  readonly streams: Streams;
}

/** Prints all that is known of one operation. */
export async function runApiDescribe({ operation, marketplace, reply, json, language, streams }: ApiDescribeInput): Promise<number> {
  const description = await describeOperation(findOperation(await loadApis(marketplace), operation));
  streams.stdout.write(json ? `${JSON.stringify(description, undefined, 2)}\n` : descriptionText(description, language, reply));
  return exitCodes.done;
}
