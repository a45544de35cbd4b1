import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import { hasPostgres, postgresDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { tcpCutter } from '../../test/tcp-cutter.js';
import type { Database } from '../database/database.js';
import { openDatabase } from '../database/open.js';
import { createSagas } from './sagas.js';

const sagaCount = 300;

describe.skipIf(!(await hasPostgres()))('connections that break in the middle of a commit', () => {
  let made: TestDatabase;
  let direct: Database;
  let cutter: Awaited<ReturnType<typeof tcpCutter>>;
  beforeAll(async () => {
    made = await postgresDatabase();
    direct = await made.open();
    await makeParticipants(direct);
    const { hostname, port } = new URL(made.url);
    cutter = await tcpCutter(hostname, Number(port));
  });
  afterAll(async () => {
    await direct.close();
    await cutter.close();
    await made.remove();
  });

  it(`strand none of ${sagaCount} sagas and double no effect`, { timeout: 120_000 }, async () => {
    const url = new URL(made.url);
    url.hostname = '127.0.0.1';
    url.port = String(cutter.port);
    const shaky = await openDatabase(url.href);
    // The participants keep their own, good connection: only the runner's breaks.
    const { plain } = crashSagas(direct);
    const sagas = createSagas({ database: shaky, definitions: [plain], leaseMs: 2_000, pollMs: 50 });
    await sagas.work();
    let cuts = 0;
    const cutting = setInterval(() => (cuts += cutter.cut()), 30);
    const modes = ['ok', 'refuse', 'unknown'] as const;
    const startSurely = async (n: number): Promise<void> => {
      for (;;) {
        try {
          await sagas.start(plain, { key: `cut-${n}`, input: { mode: modes[n % 3] ?? 'ok' } });
          return;
        } catch (error) {
          // The answer got lost: the same key again gives the same saga.
          if (cuts === 0) throw error;
        }
      }
    };
    for (let n = 0; n < sagaCount; n += 10) await Promise.all(Array.from({ length: 10 }, (_, index) => startSurely(n + index)));
    clearInterval(cutting);
    expect(cuts).toBeGreaterThan(20);
    const looking = createSagas({ database: direct, definitions: [plain] });
    const statuses = { completed: 0, compensated: 0, stuck: 0, running: 0 };
    for (let n = 0; n < sagaCount; n++) {
      const state = await looking.finished(plain, `cut-${n}`, { timeoutMs: 20_000 });
      statuses[state.status] += 1;
      expect(state.status, `cut-${n}: ${JSON.stringify(state.timeline)}`).toBe(n % 3 === 0 ? 'completed' : 'compensated');
    }
    process.stderr.write(`${cuts} connections cut: ${statuses.completed} completed, ${statuses.compensated} compensated, none stranded\n`);
    // One effect a key is the participants' primary key; none is left where the saga went back.
    const left = await direct.query<{ saga: string }>(
      `select saga, sum(case when action like '%:run' then 1 else -1 end) as net from participant_effect
       group by saga having sum(case when action like '%:run' then 1 else -1 end) not in (0, 3)`,
    );
    expect(left).toEqual([]);
    await looking.stop();
    await sagas.stop();
    await shaky.close();
  });
});
