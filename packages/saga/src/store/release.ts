import type { Dialect, Queryable } from '../database/database.js';
import { fragments } from './dialect.js';
import type { Release } from './store.js';

/** Lets go of one saga: not if entries came from outside that its owner has not seen. Parameters: saga, epoch, status, delay, pokes. */
export function releaseUpdate(dialect: Dialect): string {
  const { now, never, later } = fragments[dialect];
  return `update saga set owner = null, status = $3, due = coalesce(${later('$4')}, ${never}),
      ended = case when $3 in ('completed', 'compensated') then ${now} end
    where id = $1 and epoch = $2 and status = 'running' and pokes = $5`;
}

export const releaseSql = (dialect: Dialect): string => `${releaseUpdate(dialect)} returning id`;

export const releaseValues = ({ saga, epoch, status, delayMs, pokes }: Release): unknown[] => [saga, epoch, status, delayMs ?? null, pokes];

export async function releaseIn(dialect: Dialect, on: Queryable, release: Release): Promise<boolean> {
  return (await on.query(releaseSql(dialect), releaseValues(release))).length > 0;
}
