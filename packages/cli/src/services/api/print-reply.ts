import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { CliError } from '../../errors/cli-error.js';
import type { OutputSink, Streams } from '../../ui/streams.js';
import { LineFile } from '../publish/line-file.js';

interface PrintInput {
  readonly json: boolean;
  readonly output?: string | undefined;
  readonly max?: number | undefined;
  readonly streams: Streams;
}

/** Prints one reply: JSON as a document, a file as its bytes. With `--json` a file becomes base64 inside a document. */
export async function printReply(reply: unknown, { json, output, streams }: PrintInput): Promise<void> {
  if (output !== undefined) return saveReply(reply, output);
  if (reply instanceof Uint8Array) {
    if (json) streams.stdout.write(`${JSON.stringify({ bytes: reply.byteLength, base64: Buffer.from(reply).toString('base64') })}\n`);
    else (streams.stdout as Writable).write(reply);
    return;
  }
  if (reply !== undefined && reply !== '') streams.stdout.write(documentOf(reply));
  else if (json) streams.stdout.write('null\n');
}

/** Prints items as they come, a line each; with `--json` as one document, when all of them are there. */
export async function printItems(items: AsyncIterable<unknown>, { json, output, max = Number.POSITIVE_INFINITY, streams: { stdout } }: PrintInput): Promise<void> {
  const gathered: unknown[] = [];
  const file = output === undefined || json ? undefined : await LineFile.jsonl(output);
  let count = 0;
  try {
    for await (const item of items) {
      if (json) gathered.push(item);
      else if (file) await file.add(item);
      else await writeLine(stdout, `${JSON.stringify(item)}\n`);
      count += 1;
      if (count >= max) break;
    }
  } finally {
    await file?.close();
  }
  if (!json) return;
  if (output === undefined) stdout.write(documentOf(gathered));
  else await saveReply(gathered, output);
}

const documentOf = (value: unknown) => (typeof value === 'string' ? `${JSON.stringify(value)}\n` : `${JSON.stringify(value, undefined, 2)}\n`);

async function saveReply(reply: unknown, file: string): Promise<void> {
  const content = reply instanceof Uint8Array ? reply : documentOf(reply ?? null);
  await writeFile(file, content).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError('usage', 'report.not-writable', { file, reason: cause.code ?? cause.message }, cause);
  });
}

/** A reader that is slower than the marketplace must not fill the memory. */
async function writeLine(stdout: NodeJS.WriteStream | OutputSink, line: string): Promise<void> {
  if (stdout.write(line) === false && 'once' in stdout) await once(stdout, 'drain');
}
