// `npm run demo`: publishes the sample catalogue on the three sandboxes through the built CLI, as a person would.
// Arguments are passed on: `npm run demo -- --only-valid`. Ends with the CLI's exit code (3: the broken items are refused).
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.resolve(here, '../..');
const argv = [
  path.join(root, 'packages/cli/bin/run.js'), 'publish', path.join(here, 'data/catalogue.xml'),
  '--to', 'ozon,wildberries,yandex', '--sandbox',
  '--config', path.join(here, 'occwo.config.ts'), '--report', path.join(root, 'report.json'),
  ...process.argv.slice(2),
];
// Sandboxes of another terminal are none of the demo's business.
const { OCCWO_SANDBOX_URLS: _running, ...environment } = process.env;
const child = spawn(process.execPath, argv, { stdio: 'inherit', env: environment });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 130 : 1);
});
