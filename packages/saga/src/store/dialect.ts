import type { Dialect } from '../database/database.js';

/** The few places where the two dialects part. Everything else is one text for both. */
export interface Fragments {
  readonly now: string;
  /** A due that never comes. */
  readonly never: string;
  /** Now plus milliseconds. */
  readonly later: (milliseconds: string) => string;
  /** A time column as milliseconds since 1970. */
  readonly milliseconds: (column: string) => string;
  /** The lock that keeps others from a row until the end of the transaction. SQLite's transactions are alone anyway. */
  readonly forUpdate: string;
  readonly skipLocked: string;
  /** Membership in a list parameter, and the parameter itself. */
  readonly among: (parameter: string, type: 'bigint' | 'text') => string;
  readonly list: (values: readonly unknown[]) => unknown;
}

const sqliteNow = "cast(unixepoch('subsec') * 1000 as integer)";

export const fragments: Readonly<Record<Dialect, Fragments>> = {
  postgres: {
    now: 'now()',
    never: "'infinity'::timestamptz",
    later: (milliseconds) => `now() + ${milliseconds}::float8 * interval '1 millisecond'`,
    milliseconds: (column) => `(extract(epoch from ${column}) * 1000)::float8`,
    forUpdate: ' for update',
    skipLocked: ' for update skip locked',
    among: (parameter, type) => `= any(${parameter}::${type}[])`,
    list: (values) => values,
  },
  sqlite: {
    now: sqliteNow,
    never: '9007199254740991',
    later: (milliseconds) => `${sqliteNow} + ${milliseconds}`,
    milliseconds: (column) => column,
    forUpdate: '',
    skipLocked: '',
    among: (parameter) => `in (select value from json_each(${parameter}))`,
    list: (values) => JSON.stringify(values),
  },
};
