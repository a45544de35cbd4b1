import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../../errors/cli-error.js';

/** JSONL that is only ever appended to; what was added is on the disk when `add` resolves. */
export class ArchiveFile {
  private constructor(
    private readonly handle: FileHandle,
    /** The last line was cut short by a kill: the next one begins on a line of its own. */
    private isTorn: boolean,
  ) {}

  /** Throws a `usage` error if the file is something else than an archive: a mistyped path must not grow a table of the company. */
  static async open(file: string): Promise<ArchiveFile> {
    const handle = await open(file, 'a+').catch((cause: NodeJS.ErrnoException) => {
      throw new CliError('usage', 'report.not-writable', { file, reason: cause.code ?? String(cause) }, cause);
    });
    try {
      const { size } = await handle.stat();
      if (size === 0) await syncFolder(path.dirname(file));
      else if ((await byteAt(handle, 0)) !== '{') throw new CliError('usage', 'saga.archive-wrong', { file });
      return new ArchiveFile(handle, size > 0 && (await byteAt(handle, size - 1)) !== '\n');
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async add(documents: readonly object[]): Promise<void> {
    const lines = documents.map((document) => `${JSON.stringify(document)}\n`).join('');
    await this.handle.appendFile(this.isTorn ? `\n${lines}` : lines);
    await this.handle.datasync();
    this.isTorn = false;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

async function byteAt(handle: FileHandle, position: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, position);
  return buffer.toString('latin1', 0, bytesRead);
}

/** A file whose name is not on the disk is lost in a power cut, however well its bytes were kept. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and needs no sync of them.
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
