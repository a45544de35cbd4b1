import type { PostgresConnection } from './postgres.js';
import type { SqliteConnection } from './sqlite.js';

export type Row = Record<string, unknown>;

/** Something that takes SQL with `$1`, `$2`… in either dialect: a database, a transaction, or a client of your own. */
export interface Queryable {
  query<Result extends Row = Row>(sql: string, parameters?: readonly unknown[]): Promise<Result[]>;
}

/** A transaction. Query through it, not through the database, until it is over. */
export interface Transaction extends Queryable {
  /** Runs `task` once the transaction is committed; never if it is rolled back. */
  afterCommit(task: () => void): void;
}

interface Common extends Queryable {
  /** Commits what `work` did, or takes all of it back if `work` throws. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * An open database, of either dialect. JSON columns are read and written as text, whole numbers as numbers.
 * `connection` is the way of the stores of this package to the driver.
 */
export type Database = Common &
  (
    | { readonly dialect: 'postgres'; readonly connection: PostgresConnection }
    | { readonly dialect: 'sqlite'; readonly connection: SqliteConnection }
  );

export type Dialect = Database['dialect'];

/** What a late query gets: its transaction is committed or rolled back already. */
export const transactionOver = 'This transaction is over: nothing can be queried through it any more';
