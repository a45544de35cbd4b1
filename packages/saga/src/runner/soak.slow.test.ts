// OCCWO_SOAK_KILLS=1000 for the long run. The servers that are restarted are the test's own, where they can be started; otherwise
// OCCWO_RESTART_POSTGRES and OCCWO_RESTART_RABBITMQ may hold the shell commands that kill the shared ones and start them again.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { brokerUrl, hasBroker } from '../../test/broker.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import { hasPrivateBroker, privateBroker } from '../../test/private-broker.js';
import { hasPrivatePostgres, privatePostgres } from '../../test/private-postgres.js';
import { soak } from '../../test/soak.js';
import type { SoakWorld } from '../../test/soak.js';

const kills = Number(process.env['OCCWO_SOAK_KILLS'] ?? 0);

soak('SQLite and its queue', Math.min(kills || 10, 200), async () => {
  const made = await sqliteDatabase();
  return { made, restarts: [], remove: made.remove };
});

/** A command of the environment that restarts a shared server. */
const restarting = (variable: string): (() => Promise<void>)[] => {
  const command = process.env[variable];
  return command ? [async () => void (await promisify(execFile)('sh', ['-c', command]))] : [];
};

async function servers(): Promise<SoakWorld> {
  const postgres = hasPrivatePostgres ? await privatePostgres() : undefined;
  const broker = hasPrivateBroker ? await privateBroker() : undefined;
  const made = await postgresDatabase(postgres?.url);
  return {
    made,
    broker: broker?.url ?? brokerUrl,
    restarts: [
      ...(postgres ? [() => postgres.restart('fast')] : restarting('OCCWO_RESTART_POSTGRES')),
      ...(broker ? [() => broker.restart()] : restarting('OCCWO_RESTART_RABBITMQ')),
      ...(postgres ? [() => postgres.restart('crash')] : []),
    ],
    remove: async () => {
      await made.remove();
      await postgres?.remove();
      await broker?.remove();
    },
  };
}

const areThere = (hasPrivatePostgres || (await hasPostgres())) && (hasPrivateBroker || (await hasBroker()));
describe.skipIf(!areThere)('with servers', () => soak('PostgreSQL and RabbitMQ, both restarted', kills || 20, servers));
