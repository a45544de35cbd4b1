import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startOzonSandbox } from '@occwo/ozon/sandbox';
import { startWildberriesSandbox } from '@occwo/wildberries/sandbox';
import { startYandexSandbox } from '@occwo/yandex/sandbox';
import type { Sandbox } from '@occwo/core/sandbox';
import pg from 'pg';
import { drives } from './support/limit-drives.js';
import type { DriveCount, DriveOrder, Marketplace } from './support/limit-drives.js';
import { rounded } from './support/median.js';

const sandboxes: Record<Marketplace, () => Promise<Sandbox & { credentials: object }>> = {
  ozon: () => startOzonSandbox({ stockPauseMs: 0 }),
  wildberries: () => startWildberriesSandbox(),
  yandex: () => startYandexSandbox(),
};
const processesTogether = 4;
const database = process.env.OCCWO_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/test';

/** Starts a process that drives one marketplace; gives what it counted when its time is over. */
async function driveIn(order: DriveOrder): Promise<DriveCount> {
  const child = fork(fileURLToPath(new URL('support/limit-drive.ts', import.meta.url)), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(order);
  const [counted] = (await once(child, 'message')) as [DriveCount];
  await once(child, 'exit');
  return counted;
}

/** Share of what was allowed that got through, the worst of the limits driven; and what the sandbox refused for speed. */
async function measure(marketplace: Marketplace, processes: number, seconds: number, peer?: DriveOrder['peer']) {
  const sandbox = await sandboxes[marketplace]();
  try {
    const order: DriveOrder = {
      marketplace, seconds, peer, hosts: sandbox.hosts, credentials: sandbox.credentials,
      ...(processes > 1 && { database: `${database}?options=${encodeURIComponent('-c search_path=occwo_bench')}` }),
    };
    const counts = await Promise.all(Array.from({ length: processes }, () => driveIn(order)));
    const achieved = drives[marketplace].map(({ name, allowed }) => counts.reduce((sum, count) => sum + (count[name] ?? 0), 0) / allowed(seconds));
    const refused = [...sandbox.requests].filter(([name]) => /!4(29|20)$/.test(name)).reduce((sum, [, times]) => sum + times, 0);
    process.stderr.write(`${marketplace} ×${processes}${peer ? ` ${peer}` : ''}: ${achieved.map((share) => rounded(share)).join(', ')} of what is allowed, ${refused} refused\n`);
    return { achieved: rounded(Math.min(...achieved)), refused };
  } finally {
    await sandbox.close();
  }
}

/** Drives the hottest reads and writes of each marketplace at the limit, alone and as four processes of one account. */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, unknown>> {
  const seconds = quick ? 8 : 60;
  const admin = new pg.Client({ connectionString: database });
  await admin.connect();
  await admin.query('drop schema if exists occwo_bench cascade; create schema occwo_bench');
  const figures: Record<string, unknown> = {};
  for (const marketplace of Object.keys(sandboxes) as Marketplace[]) {
    const alone = await measure(marketplace, 1, seconds);
    const together = await measure(marketplace, processesTogether, seconds);
    figures[marketplace] = { ...alone, achieved_4proc: together.achieved, refused_4proc: together.refused };
  }
  figures.peers = {
    artefactby: await measure('ozon', 1, seconds, 'artefactby'),
    daytona: await measure('ozon', 1, seconds, 'daytona'),
  };
  await admin.query('drop schema occwo_bench cascade');
  await admin.end();
  return figures;
}
