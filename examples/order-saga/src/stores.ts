import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '@occwo/saga';
import type { Database } from '@occwo/saga';
import { databaseQueue, rabbitQueue } from '@occwo/saga/queue';
import type { Queue } from '@occwo/saga/queue';

/** Where the services keep their data, and what carries their messages. */
export interface Places {
  /** Embedded: a folder with one SQLite file a service. */
  readonly folder: string;
  /** Otherwise a PostgreSQL with one schema a service, its name `prefix` and the service's. */
  readonly postgres?: string | undefined;
  readonly prefix: string;
  /** Messages by RabbitMQ; otherwise by a queue in a database of its own. */
  readonly rabbitmq?: string | undefined;
}

/** The database of one service: its own file, or its own schema. */
export async function databaseOf(service: string, { folder, postgres, prefix }: Places): Promise<Database> {
  if (!postgres) return openDatabase(path.join(folder, `${service}.sqlite`));
  const schema = `${prefix}_${service}`;
  const client = new pg.Client({ connectionString: postgres });
  await client.connect();
  await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
  await client.end();
  const url = new URL(postgres);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return openDatabase(url.href);
}

export async function queueOf(places: Places): Promise<Queue> {
  if (places.rabbitmq) return rabbitQueue({ url: places.rabbitmq });
  const database = await databaseOf('queue', places);
  const queue = databaseQueue({ database, leaseMs: 5_000 });
  return {
    ...queue,
    close: async () => {
      await queue.close();
      await database.close();
    },
  };
}
