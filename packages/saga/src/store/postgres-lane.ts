import type { PoolClient, QueryResultRow } from 'pg';
import { columnTypes } from '../database/postgres.js';
import type { PostgresConnection } from '../database/postgres.js';

/**
 * Without these a plan that was made while the tables were small, a hash join over a sequential scan, is kept for good:
 * 0.18 ms a batch grew to 3.6 ms at 32,000 rows (measured 2026-11).
 */
export const laneSettings = [
  'plan_cache_mode = force_generic_plan',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
  'enable_seqscan = off',
  'enable_bitmapscan = off',
].map((setting) => `set ${setting};`).join(' ');

/** A connection of its own for one kind of write. After an error of the connection the next statement gets a new one. */
export class PostgresLane {
  private client: PoolClient | undefined;
  /** How often the connection was lost. */
  breaks = 0;
  private readonly onError = () => this.drop(new Error('the connection broke'));

  constructor(private readonly connection: PostgresConnection) {}

  /** Runs a statement under a name, so that it is parsed and planned once a connection. */
  async run<Result extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Result[]> {
    const client = (this.client ??= await this.open());
    try {
      return (await client.query<Result>({ name, text, values, types: columnTypes })).rows;
    } catch (error) {
      if (!isStatementError(error)) this.drop(error as Error);
      throw error;
    }
  }

  /** Gives the connection back with its settings as they were. */
  async close(): Promise<void> {
    const client = this.client;
    if (!client) return;
    this.client = undefined;
    client.removeListener('error', this.onError);
    const failure = await client.query('reset all').then(() => undefined, (error: Error) => error);
    client.release(failure);
  }

  private async open(): Promise<PoolClient> {
    const client = await this.connection.checkOut();
    client.on('error', this.onError);
    try {
      await client.query(laneSettings);
    } catch (error) {
      client.removeListener('error', this.onError);
      client.release(error as Error);
      throw error;
    }
    return client;
  }

  private drop(error: Error): void {
    const client = this.client;
    if (!client) return;
    this.client = undefined;
    this.breaks += 1;
    client.removeListener('error', this.onError);
    // The pool's own listener takes over; a late event of a dead connection must not end the process.
    client.on('error', () => {});
    client.release(error);
  }
}

/** The server refused this statement and the connection is whole: nothing of it was written. */
export const isStatementError = (error: unknown): boolean => (error as { severity?: string } | null)?.severity === 'ERROR';
