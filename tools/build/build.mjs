// Builds every package: the libraries together, then the CLI, which stands on them.
import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { buildLibraries } from './libraries.mjs';
import { folderOf, libraries } from './packages.mjs';

const started = performance.now();
try {
  await buildLibraries(libraries);
  await promisify(execFile)(process.execPath, ['build.mjs'], { cwd: folderOf('cli') });
  console.log(`built ${libraries.length + 1} packages in ${((performance.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(error.stdout || error.stderr ? `${error.stdout}${error.stderr}` : error.message);
  process.exitCode = 1;
}
