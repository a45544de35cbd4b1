import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a file beside its place and moves it there when it is whole, so that nobody ever finds half of it. */
export async function saveFile(bytes: AsyncIterable<Uint8Array>, target: string, name = 'file'): Promise<{ path: string; length: number }> {
  const isFolder = await stat(target).then((found) => found.isDirectory(), () => false);
  const path = isFolder ? join(target, name) : target;
  const partial = `${path}.${process.pid}.part`;
  const file = await open(partial, 'w');
  let length = 0;
  try {
    for await (const chunk of bytes) {
      await writeAll(file, chunk);
      length += chunk.byteLength;
    }
    await file.sync();
    await file.close();
    await rename(partial, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
  return { path, length };
}

/** A write may take a part of what it was given. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.byteLength; ) written += (await file.write(chunk, written)).bytesWritten;
}
