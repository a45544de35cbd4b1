#!/usr/bin/env node
// Start-up is counted in milliseconds: nothing is imported before it is known to be needed.
import module from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const argv = process.argv.slice(2);

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
  const { name, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  process.stdout.write(`${name}/${version} ${process.platform}-${process.arch} node-${process.version}\n`);
} else {
  module.enableCompileCache?.();
  if (existsSync(`${root}dist/run.js`)) {
    const { run } = await import('../dist/run.js');
    await run(argv, root);
  } else {
    process.stderr.write('occwo is not built yet: run "npm run build" first.\n');
    process.exitCode = 1;
  }
}
