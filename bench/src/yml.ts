import { join } from 'node:path';
import { median, rounded } from './support/median.js';
import { openTaskRunner } from './support/yml-child.js';
import type { TaskFigures, TaskRunner } from './support/yml-child.js';

const peers = ['fast-xml-parser', 'xml-writer', 'yandex-market-language'] as const;

interface Measured {
  readonly offersPerSecond: number;
  readonly cpuMicroseconds: number;
  readonly rssMb: number;
}

/** Runs the tasks in turn (A B C A B C …) and gives the medians of each. */
async function inTurn(runner: TaskRunner, tasks: readonly string[], count: number, rounds: number): Promise<Record<string, Measured>> {
  const runs = new Map<string, TaskFigures[]>(tasks.map((task) => [task, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const task of tasks) {
      const figures = await runner.run(task, count, join(runner.folder, 'feed.xml'));
      runs.get(task)?.push(figures);
      console.error(`${task} ${count}: ${Math.round(count / figures.seconds)} offers/s, ${Math.round(figures.rssMb)} MB`);
    }
  }
  return Object.fromEntries(
    [...runs].map(([task, all]) => [
      task,
      {
        offersPerSecond: Math.round(count / median(all.map((figures) => figures.seconds))),
        cpuMicroseconds: rounded((median(all.map((figures) => figures.cpuSeconds)) / count) * 1e6, 2),
        rssMb: rounded(median(all.map((figures) => figures.rssMb)), 1),
      },
    ]),
  );
}

/**
 * The writer against the loop that a programmer writes by hand (to a file, same offers, same run), against xmlbuilder2 and the
 * libraries of the registry; memory at two sizes. Every run has a process of its own.
 */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, unknown>> {
  const runner = await openTaskRunner();
  try {
    const [many, few, most] = quick ? [4000, 1000, 20_000] : [200_000, 20_000, 2_000_000];
    const main = await inTurn(runner, ['template', 'occwo', 'occwo-checked'], many, quick ? 3 : 7);
    const others = await inTurn(runner, ['fragment', 'occwo', ...peers], few, quick ? 1 : 5);
    const large = await inTurn(runner, ['occwo'], most, quick ? 1 : 3);
    const of = (figures: Record<string, Measured>, task: string): Measured => figures[task] as Measured;
    const rate = of(main, 'occwo').offersPerSecond;
    const ratio = (task: string, base: string): number => rounded(of(main, task).offersPerSecond / of(main, base).offersPerSecond);
    const small = of(others, 'occwo').offersPerSecond;
    return {
      vs_template: ratio('occwo', 'template'),
      checked_vs_template: ratio('occwo-checked', 'template'),
      vs_template_cpu: rounded(of(main, 'template').cpuMicroseconds / of(main, 'occwo').cpuMicroseconds),
      checked_vs_template_cpu: rounded(of(main, 'template').cpuMicroseconds / of(main, 'occwo-checked').cpuMicroseconds),
      vs_xmlbuilder2: rounded(small / of(others, 'fragment').offersPerSecond),
      vs_xmlbuilder2_cpu: rounded(of(others, 'fragment').cpuMicroseconds / of(others, 'occwo').cpuMicroseconds),
      rss_mb_200k: of(main, 'occwo').rssMb,
      rss_mb_2m: of(large, 'occwo').rssMb,
      offers_per_s: rate,
      peers: Object.fromEntries(peers.map((peer) => [peer, { occwo_vs_peer: rounded(small / of(others, peer).offersPerSecond), ...of(others, peer) }])),
      medians: { ...main, occwo_2m: of(large, 'occwo'), fragment: of(others, 'fragment'), occwo_20k: of(others, 'occwo') },
      offers: { many, few, most },
    };
  } finally {
    await runner.close();
  }
}
