import { createHash } from 'node:crypto';
import { migrations } from '../sql/generated/migrations.js';
import type { Database, Queryable } from './database.js';

const hashOf = (sql: string) => createHash('sha256').update(sql).digest('hex');

const ledger = `create table if not exists occwo_migration (
  name text primary key, hash text not null, at text not null default current_timestamp)`;

/** Names of the migrations that the database has not had yet. Throws if one that it had was changed since. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const exists = database.dialect === 'postgres'
    ? "select 1 from pg_class where oid = to_regclass('occwo_migration')"
    : "select 1 from sqlite_master where name = 'occwo_migration'";
  const had = (await database.query(exists)).length > 0 ? await applied(database) : new Map<string, string>();
  return missing(database, had).map(({ name }) => name);
}

/** Brings the tables up to date, in one transaction, while no other runner does the same. Gives the names of what was applied. */
export async function migrate(database: Database): Promise<string[]> {
  return database.transaction(async (transaction) => {
    // SQLite's transaction holds the write lock from its beginning.
    if (database.dialect === 'postgres') await transaction.query("select pg_advisory_xact_lock(hashtext('occwo_migration'))");
    await transaction.query(ledger);
    const missed = missing(database, await applied(transaction));
    for (const { name, sql } of missed) {
      for (const statement of statementsOf(sql)) await transaction.query(statement);
      await transaction.query('insert into occwo_migration (name, hash) values ($1, $2)', [name, hashOf(sql)]);
    }
    return missed.map(({ name }) => name);
  });
}

async function applied(on: Queryable): Promise<Map<string, string>> {
  const rows = await on.query<{ name: string; hash: string }>('select name, hash from occwo_migration');
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

function missing(database: Database, had: ReadonlyMap<string, string>) {
  return migrations[database.dialect].filter(({ name, sql }) => {
    const hash = had.get(name);
    if (hash !== undefined && hash !== hashOf(sql)) {
      throw new Error(`Migration ${name} was changed after this database had it. Restore its text and write a new one.`);
    }
    return hash === undefined;
  });
}

/** Our migrations have no semicolon but at the end of a statement. */
const statementsOf = (sql: string): string[] =>
  sql.replace(/^--.*$/gm, '').split(';').map((statement) => statement.trim()).filter(Boolean);
