import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** The package's folder. */
export const cliFolder = path.join(root, 'packages/cli');

/** A folder above which no config lies. */
export const emptyFolder = mkdtempSync(path.join(tmpdir(), 'occwo-cwd-'));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that runs. */
export interface Started {
  readonly ended: Promise<Ended>;
  /** Waits until its output so far matches; fails if it ends before. Answers that output. */
  until(pattern: RegExp): Promise<Omit<Ended, 'code'>>;
  interrupt(): void;
  /** `kill -9`. */
  kill(): void;
}

function start(argv: readonly string[], environment: Readonly<Record<string, string>>, folder: string): Started {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, argv, { cwd: folder, env: { PATH, HOME, LANG: 'C', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  const early = ended.then(({ code }) => Promise.reject(new Error(`it ended with ${code}: ${out}${err}`)));
  early.catch(() => {});
  return {
    ended,
    async until(pattern) {
      while (!pattern.test(out + err)) await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), early]);
      return { out, err };
    },
    interrupt: () => void child.kill('SIGINT'),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Starts the built command with a clean environment, in a folder without a config. */
export function startOccwo(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Started {
  return start([path.join(cliFolder, 'bin/run.js'), ...argv], environment, emptyFolder);
}

/** Runs the built command to its end. */
export const occwo = (argv: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended> => startOccwo(argv, environment).ended;

/** Builds what the built command is made of, where it is missing or older than the CLI's sources. */
export async function buildIfNeeded(): Promise<void> {
  const entries = ['core/dist/esm/ledger/index.js', 'saga/dist/esm/ledger/index.js', ...['ozon', 'wildberries', 'yandex'].map((name) => `${name}/dist/esm/api/index.js`)];
  const libraries = entries.every((entry) => existsSync(path.join(root, 'packages', entry)));
  const manifest = path.join(cliFolder, 'oclif.manifest.json');
  const sources = (await readdir(path.join(cliFolder, 'src'), { recursive: true })).filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.startsWith('testing'));
  const newest = Math.max(...sources.map((file) => statSync(path.join(cliFolder, 'src', file)).mtimeMs));
  if (libraries && existsSync(manifest) && statSync(manifest).mtimeMs > newest) return;
  const script = libraries ? path.join(cliFolder, 'build.mjs') : path.join(root, 'tools/build/build.mjs');
  const { code, out, err } = await start([script], {}, root).ended;
  if (code !== 0) throw new Error(`the build failed:\n${out}${err}`);
}
