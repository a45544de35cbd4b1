import { open, readdir, rename, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that appears under its name only when it is whole and on the disk; until then the old one stays. */
export interface AtomicFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Flushes and puts the file in its place in one step. */
  commit(): Promise<void>;
  /** Throws the unfinished file away. */
  abort(): Promise<void>;
}

/** Opens `.name.<process>.part` beside the target. Parts that dead processes left behind are removed first. */
export async function openAtomicFile(path: string): Promise<AtomicFile> {
  const folder = dirname(path);
  const partPath = join(folder, `.${basename(path)}.${process.pid}.part`);
  await removeOrphans(folder, basename(path));
  const handle = await open(partPath, 'w');
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  return {
    write: (bytes) => writeAll(handle, bytes),
    async commit() {
      await handle.sync();
      await close();
      await rename(partPath, path);
      await syncFolder(folder);
    },
    async abort() {
      await close();
      await unlink(partPath).catch(() => undefined);
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
}

/** A rename is on the disk only when its folder is. Some systems cannot sync a folder; then the rename alone must do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function removeOrphans(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(`.${name}.`) || !entry.endsWith('.part')) continue;
    const owner = Number(entry.slice(name.length + 2, -'.part'.length));
    if (Number.isInteger(owner) && owner !== process.pid && !isAlive(owner)) await unlink(join(folder, entry)).catch(() => undefined);
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
