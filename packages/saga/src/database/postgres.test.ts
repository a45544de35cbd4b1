import { EventEmitter } from 'node:events';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { postgresFrom } from './postgres.js';

describe('a pool of connections', () => {
  it('survives a connection that breaks in the moment it is handed over', () => {
    const pool = new EventEmitter();
    postgresFrom(pool as unknown as pg.Pool);
    const client = new EventEmitter();
    // As pg-pool does it: told of the acquisition, then without a listener until the waiting promise goes on.
    for (let use = 0; use < 2; use++) pool.emit('acquire', client);
    expect(() => client.emit('error', new Error('terminating connection due to administrator command'))).not.toThrow();
    expect(client.listenerCount('error')).toBe(1);
  });
});
