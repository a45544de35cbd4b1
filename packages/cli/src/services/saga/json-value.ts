import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../../errors/cli-error.js';

interface JsonSource {
  readonly folder: string;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** The JSON that a flag gives: itself, `@file`, or `-` for stdin. Undefined where the flag is not there. */
export async function jsonValue(flag: string, given: string | undefined, { folder, stdin }: JsonSource): Promise<unknown> {
  if (given === undefined) return undefined;
  try {
    return JSON.parse(given === '-' ? await textOf(stdin) : given.startsWith('@') ? await readFile(path.resolve(folder, given.slice(1)), 'utf8') : given);
  } catch (cause) {
    throw new CliError('usage', 'saga.json-wrong', { flag, reason: (cause as Error).message }, cause);
  }
}

async function textOf(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
