import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exitCodes } from '../../errors/exit-code.js';

/** A file to read from. */
export interface ReadableFile {
  readonly path: string;
  /** Removes it, where it was made for this run. */
  remove(): Promise<void>;
}

/** Copies a stream to a temporary file: what stands at its end is wanted before its beginning can be written. Ctrl+C removes it. */
export async function spool(bytes: AsyncIterable<Uint8Array | string>, name: string): Promise<ReadableFile> {
  const folder = await mkdtemp(path.join(tmpdir(), 'occwo-feed-'));
  const atExit = () => rmSync(folder, { recursive: true, force: true });
  const stop = () => process.exit(exitCodes.interrupted);
  process.once('exit', atExit).once('SIGINT', stop).once('SIGTERM', stop);
  const remove = async () => {
    process.off('exit', atExit).off('SIGINT', stop).off('SIGTERM', stop);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const file = path.join(folder, name);
    await pipeline(Readable.from(bytes), createWriteStream(file));
    return { path: file, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A feed that may be read more than once: stdin (`-`) is copied first. */
export async function feedFile(source: string, stdin: AsyncIterable<Uint8Array>): Promise<ReadableFile> {
  return source === '-' ? spool(stdin, 'stdin') : { path: source, remove: async () => {} };
}
