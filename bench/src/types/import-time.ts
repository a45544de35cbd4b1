import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

function runCode(code: string, environment: NodeJS.ProcessEnv = process.env): void {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: here, env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`"${code}" failed:\n${stderr}`);
}

/** Wall milliseconds of a fresh process that runs a line of ESM. */
export function processTime(code: string): number {
  const startedAt = performance.now();
  runCode(code);
  return performance.now() - startedAt;
}

/** Third-party packages that a line of ESM loads, whichever module system they are in; V8's coverage names every script. */
export function packagesLoadedBy(code: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-loaded-'));
  try {
    runCode(code, { ...process.env, NODE_V8_COVERAGE: folder });
    const scripts = readdirSync(folder).flatMap((file) => (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { result: { url: string }[] }).result);
    const names = scripts.map(({ url }) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]).filter((name) => name !== undefined);
    return [...new Set(names)].filter((name) => !name.startsWith('@occwo/')).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
