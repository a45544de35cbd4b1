import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { folderOf, stagingOf } from './packages.mjs';

const run = promisify(execFile);

/** Runs a script of this folder; what it prints is the error when it fails. */
async function script(name, parameters) {
  const file = fileURLToPath(new URL(name, import.meta.url));
  await run(process.execPath, [file, ...parameters]).catch((error) => {
    throw new Error(`${error.stdout}${error.stderr}` || error.message);
  });
}

/**
 * Builds libraries: JavaScript and declarations at the same time, then each `dist` is replaced at once. A build that fails leaves
 * the former `dist` as it was, and whoever reads it meanwhile reads a whole one.
 */
export async function buildLibraries(names) {
  for (const name of names) await rm(stagingOf(name), { recursive: true, force: true });
  const results = await Promise.allSettled([script('javascript.mjs', names), script('declarations.mjs', names)]);
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.message] : []));
  if (errors.length > 0) throw new Error(errors.join('\n'));
  for (const name of names) {
    const dist = path.join(folderOf(name), 'dist');
    const former = `${stagingOf(name)}.former`;
    await mkdir(path.dirname(former), { recursive: true });
    await rm(former, { recursive: true, force: true });
    if (existsSync(dist)) await rename(dist, former);
    await rename(stagingOf(name), dist);
    await rm(former, { recursive: true, force: true });
  }
}
