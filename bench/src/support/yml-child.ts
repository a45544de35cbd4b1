import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What one run of a task in a process of its own took. */
export interface TaskFigures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Peak resident memory of the whole process, megabytes. */
  readonly rssMb: number;
}

/** Runs tasks of `yml-task.ts`, each in a fresh process without loaders, so that its memory and speed are its own. */
export interface TaskRunner {
  readonly folder: string;
  run(task: string, count: number, file: string): Promise<TaskFigures>;
  close(): Promise<void>;
}

export async function openTaskRunner(): Promise<TaskRunner> {
  const script = join(root, 'node_modules/.cache/occwo-bench/yml-task.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('yml-task.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    tsconfig: join(root, 'tsconfig.json'),
    external: ['saxes', 'xmlbuilder2', 'iconv-lite', 'fast-xml-parser', 'xml-writer', 'yandex-market-language'],
    logLevel: 'error',
  });
  const folder = await mkdtemp(join(tmpdir(), 'occwo-bench-yml-'));
  return {
    folder,
    async run(task, count, file) {
      const { stdout } = await promisify(execFile)(process.execPath, [script, task, String(count), file], { maxBuffer: 1 << 20 });
      return JSON.parse(stdout) as TaskFigures;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
