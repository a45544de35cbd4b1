import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { folderOf, root } from './packages.mjs';

const run = promisify(execFile);

/** Runs a script of this folder; what it prints is the error when it fails. */
async function script(name, parameters) {
  const file = fileURLToPath(new URL(name, import.meta.url));
  await run(process.execPath, [file, ...parameters]).catch((error) => {
    throw new Error(`${error.stdout}${error.stderr}` || error.message);
  });
}

/**
 * Builds libraries: JavaScript and declarations at the same time, below a folder of this build alone; then each `dist` is replaced
 * at once. A build that fails leaves the former `dist` as it was, and whoever reads it meanwhile reads a whole one.
 */
export async function buildLibraries(names) {
  await mkdir(path.join(root, '.tmp'), { recursive: true });
  const staging = await mkdtemp(path.join(root, '.tmp', 'build-'));
  try {
    const results = await Promise.allSettled(['javascript.mjs', 'declarations.mjs'].map((name) => script(name, [staging, ...names])));
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.message] : []));
    if (errors.length > 0) throw new Error(errors.join('\n'));
    for (const name of names) {
      const dist = path.join(folderOf(name), 'dist');
      if (existsSync(dist)) await rename(dist, path.join(staging, `${name}.former`));
      await rename(path.join(staging, name), dist);
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
