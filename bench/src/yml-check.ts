import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median, rounded } from './support/median.js';
import { openTaskRunner } from './support/yml-child.js';
import type { TaskFigures } from './support/yml-child.js';

const execute = promisify(execFile);

/** `xmllint --stream` of the system, where it is installed: the speed of C. */
async function xmllintSeconds(file: string, rounds: number): Promise<number | undefined> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    const failed = await execute('xmllint', ['--stream', '--noout', file]).then(() => false, () => true);
    if (failed) return undefined;
    seconds.push((performance.now() - startedAt) / 1000);
  }
  return median(seconds);
}

/** The checker against bare saxes (no handlers at all) over the same file, in turn, each run in a process of its own. */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, unknown>> {
  const runner = await openTaskRunner();
  try {
    const file = join(runner.folder, 'feed.xml');
    const [few, many, rounds] = quick ? [2000, 8000, 3] : [20_000, 200_000, 7];
    const runs: Record<'saxes' | 'read' | 'check', TaskFigures[]> = { saxes: [], read: [], check: [] };
    await runner.run('template', few, file);
    const small = await runner.run('check', few, file);
    await runner.run('template', many, file);
    const megabytes = (await stat(file)).size / 1e6;
    for (let round = 0; round < rounds; round += 1) {
      for (const task of ['saxes', 'check', 'read'] as const) {
        const figures = await runner.run(task, many, file);
        runs[task].push(figures);
        console.error(`${task}: ${Math.round(megabytes / figures.seconds)} MB/s, ${Math.round(figures.rssMb)} MB`);
      }
    }
    const wall = (task: keyof typeof runs): number => median(runs[task].map((figures) => figures.seconds));
    const cpu = (task: keyof typeof runs): number => median(runs[task].map((figures) => figures.cpuSeconds));
    const lint = await xmllintSeconds(file, quick ? 1 : 5);
    return {
      vs_saxes: rounded(wall('saxes') / wall('check')),
      vs_saxes_cpu: rounded(cpu('saxes') / cpu('check')),
      reader_vs_saxes: rounded(wall('saxes') / wall('read')),
      mb_per_s: rounded(megabytes / wall('check'), 1),
      rss_mb: rounded(median(runs.check.map((figures) => figures.rssMb)), 1),
      rss_mb_tenth: rounded(small.rssMb, 1),
      xmllint_mb_per_s: lint === undefined ? null : rounded(megabytes / lint, 1),
      medians: { megabytes: rounded(megabytes, 1), saxes_s: rounded(wall('saxes')), check_s: rounded(wall('check')), read_s: rounded(wall('read')) },
    };
  } finally {
    await runner.close();
  }
}
