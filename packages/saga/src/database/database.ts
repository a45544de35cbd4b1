export type Row = Record<string, unknown>;

/** Something that takes SQL with `$1`, `$2`… in either dialect: a database, a transaction, or a client of your own. */
export interface Queryable {
  query<Result extends Row = Row>(sql: string, parameters?: readonly unknown[]): Promise<Result[]>;
}
