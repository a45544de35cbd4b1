import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What a consumer's tsconfig says; both programs are checked under it. */
export const compilerFlags = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];

export const programs = { empty: programFile('no-calls'), calls: programFile('sixty-calls') };

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

function programFile(name: string): string {
  return fileURLToPath(new URL(`${name}.ts`, import.meta.url));
}

/** Wall seconds of one `tsc` process over a program. A program that does not compile measures nothing, so it throws. */
export function checkTime(program: string): number {
  const startedAt = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...compilerFlags, program], { encoding: 'utf8' });
  const seconds = (performance.now() - startedAt) / 1000;
  if (status !== 0) throw new Error(`${program} does not compile against the built packages:\n${stdout}`);
  return seconds;
}
