import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from '../database/database.js';
import { openDatabase } from '../database/open.js';
import { saga } from '../define/saga.js';
import { createSagas } from './sagas.js';

const sagaCount = 30;
const big = 'x'.repeat(5_000);

/** What goes wrong with the database, and how it is made good. */
type Trouble = (database: Database) => Promise<() => Promise<void>>;

const diskFull: Trouble = async (database) => {
  if (database.dialect === 'sqlite') {
    const [pages] = await database.query<{ page_count: number }>('pragma page_count');
    await database.query(`pragma max_page_count = ${pages?.page_count}`);
    return async () => void (await database.query('pragma max_page_count = 1000000'));
  }
  // What the server says when it cannot make a file of a table longer.
  await database.query("create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$");
  await database.query('create trigger full_disk before insert on saga_step for each statement execute function full_disk()');
  return async () => void (await database.query('drop function full_disk() cascade'));
};

/** Another session holds the table, or the file, for longer than a statement may take. */
const locked: Trouble = async (database) => {
  let free = () => {};
  const gate = new Promise<void>((resolve) => (free = resolve));
  let isHeld = () => {};
  const held = new Promise<void>((resolve) => (isHeld = resolve));
  const holding = database.transaction(async (tx) => {
    await tx.query(database.dialect === 'postgres' ? 'lock table saga_step in access exclusive mode' : "update saga set due = due where key = ''");
    isHeld();
    await gate;
  });
  await held;
  return async () => {
    free();
    await holding;
  };
};

/** A result that the database refuses, whatever it is. */
const poison: Trouble = async (database) => {
  if (database.dialect === 'sqlite') {
    await database.query("create trigger poison before insert on saga_step when new.result like '%poison%' begin select raise(abort, 'poisoned'); end");
    return async () => void (await database.query('drop trigger poison'));
  }
  await database.query("create function poison() returns trigger language plpgsql as $$ begin if new.result::text like '%poison%' then raise exception 'poisoned'; end if; return new; end $$");
  await database.query('create trigger poison before insert on saga_step for each row execute function poison()');
  return async () => void (await database.query('drop function poison() cascade'));
};

function troubles(name: string, make: () => Promise<TestDatabase>): void {
  describe(`a database in trouble: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    let impatient: Database;
    beforeAll(async () => {
      made = await make();
      database = await made.open();
      impatient = await openDatabase(withTimeout(made.url));
    });
    afterAll(async () => {
      await impatient.close();
      await database.close();
      await made.remove();
    });

    it.each([['a full disk', diskFull, false], ['a lock that outlasts the statement timeout', locked, true]] as const)(
      '%s holds up, loses nothing, and repeats no call of a living worker', { timeout: 60_000 }, async (what, begin, isApart) => {
        const calls: string[] = [];
        let open = () => {};
        const gate = new Promise<void>((resolve) => (open = resolve));
        const definition = saga<string>(what.replaceAll(' ', '-'))
          .step('a', { undo: 'nothing to undo', run: async ({ key }) => { calls.push(key); await gate; return big; } })
          .step('b', { undo: 'nothing to undo', run: ({ key }) => { calls.push(key); return big; } });
        const sagas = createSagas({ database: impatient, definitions: [definition], leaseMs: 30_000, pollMs: 50 });
        await sagas.work();
        for (let n = 0; n < sagaCount; n++) await sagas.start(definition, { key: `${n}`, input: '' });
        await vi.waitFor(() => expect(calls).toHaveLength(sagaCount), { timeout: 10_000 });
        // A pragma of SQLite counts for its own connection.
        const end = await begin(isApart || database.dialect === 'postgres' ? database : impatient);
        open();
        await new Promise((resolve) => setTimeout(resolve, 800));
        // No second step before the first is written down.
        expect(calls).toHaveLength(sagaCount);
        await end();
        for (let n = 0; n < sagaCount; n++) {
          const state = await sagas.finished(definition, `${n}`, { timeoutMs: 30_000 });
          expect([state.status, state.timeline.map(({ step }) => step)]).toEqual(['completed', ['a', 'b']]);
        }
        expect(new Set(calls).size).toBe(sagaCount * 2);
        expect(calls).toHaveLength(sagaCount * 2);
        await sagas.stop();
      });

    it('a result that it refuses holds up its own saga and no other of the batch', { timeout: 60_000 }, async () => {
      const calls: string[] = [];
      const definition = saga<string>('poisoned').step('a', { undo: 'nothing to undo', run: ({ input, key }) => { calls.push(key); return input; } });
      const sagas = createSagas({ database, definitions: [definition], leaseMs: 30_000, pollMs: 50 });
      await sagas.work();
      const end = await poison(database);
      await Promise.all(Array.from({ length: sagaCount }, (_, n) => sagas.start(definition, { key: `${n}`, input: n === 7 ? 'poison' : 'fine' })));
      for (let n = 0; n < sagaCount; n++) {
        if (n !== 7) expect((await sagas.finished(definition, `${n}`, { timeoutMs: 20_000 })).status).toBe('completed');
      }
      expect((await sagas.get(definition, '7'))?.status).toBe('running');
      await end();
      expect((await sagas.finished(definition, '7', { timeoutMs: 20_000 })).results.a).toBe('poison');
      expect(calls).toHaveLength(sagaCount);
      await sagas.stop();
    });

    it('keeps a text that was cut inside a character, with the half as U+FFFD', async () => {
      const cut = '\u{1f600}'.slice(0, 1);
      const definition = saga<string>('cut').step('a', { undo: 'nothing to undo', run: ({ input, attempt }) => {
        if (attempt === 1) throw new Error(`no ${cut}`);
        return { [`k${cut}`]: `${input}${cut}\\ud83d \\\\${cut}` };
      } });
      const sagas = createSagas({ database, definitions: [definition], pollMs: 50 });
      await sagas.work();
      const { finished } = await sagas.start(definition, { key: 'cut', input: `x${cut}` });
      expect(await finished({ timeoutMs: 10_000 })).toMatchObject({ status: 'completed', results: { a: { 'k\ufffd': 'x\ufffd\ufffd\\ud83d \\\\\ufffd' } } });
      expect((await sagas.start(definition, { key: 'cut', input: `x${cut}` })).code).toBe(200);
      await expect(sagas.start(definition, { key: cut, input: '' })).rejects.toThrow('half of a character');
      await sagas.stop();
    });

    it('a result that no database keeps is unknown and undone, whatever stands beside it', async () => {
      const undone: string[] = [];
      const definition = saga<string>('unstorable').step('a', {
        run: ({ input }) => ({ zero: 'a\u0000b', huge: 'x'.repeat(1_000_001), big: 1n, fine: 'fine' })[input] as unknown as string,
        undo: ({ input }) => void undone.push(input),
      });
      const sagas = createSagas({ database, definitions: [definition], pollMs: 50 });
      await sagas.work();
      const inputs = ['zero', 'huge', 'big', 'fine'];
      await Promise.all(inputs.map((input) => sagas.start(definition, { key: input, input })));
      const ends = await Promise.all(inputs.map((input) => sagas.finished(definition, input, { timeoutMs: 20_000 })));
      expect(ends.map(({ status }) => status)).toEqual(['compensated', 'compensated', 'compensated', 'completed']);
      expect(undone.sort()).toEqual(['big', 'huge', 'zero']);
      await sagas.stop();
    });
  });
}

/** PostgreSQL shall give up a statement after 300 ms; SQLite waits by itself, for longer than this test. */
function withTimeout(url: string): string {
  if (!url.startsWith('postgres')) return url;
  const parsed = new URL(url);
  parsed.searchParams.set('options', `${parsed.searchParams.get('options')} -c statement_timeout=300`);
  return parsed.href;
}

troubles('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => troubles('PostgreSQL', postgresDatabase));
