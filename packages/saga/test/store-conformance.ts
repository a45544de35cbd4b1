import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NewEntry } from '../src/engine/entry.js';
import type { Append, NewSaga, SagaRow, Store } from '../src/store/store.js';

const ok: NewEntry = { step: 'a', kind: 'run', outcome: 'ok', result: { ref: 'é"\\{},NULL', list: [1, null] } };
const long = 60_000;

/** What every store must do. */
export function storeConformance(name: string, make: () => Promise<{ store: Store; remove(): Promise<void> }>): void {
  describe(`store: ${name}`, () => {
    let store: Store;
    let remove: () => Promise<void>;
    let keys = 0;
    beforeAll(async () => {
      ({ store, remove } = await make());
      await store.beat('w1', long);
      await store.beat('w2', long);
    });
    afterAll(async () => {
      await store.close();
      await remove();
    });

    const fresh = (fields: Partial<NewSaga> = {}): NewSaga => ({
      name: 's', version: 1, fingerprint: `f${++keys}`, key: `k${keys}`, input: { n: keys, text: 'да' }, inputHash: 'h', ...fields,
    });
    const started = async (fields: Partial<NewSaga> = {}): Promise<SagaRow> => (await store.start(fresh({ owner: 'w1', ...fields }))).row;
    const write = (row: SagaRow, seq: number, fields: Partial<Append> = {}): Append => ({
      saga: row.id, seq, epoch: row.epoch, worker: 'w1', entry: ok, ...fields,
    });

    it('has one topic of replies, whoever asks for it first', async () => {
      const topics = await Promise.all(Array.from({ length: 10 }, () => store.replyTopic()));
      expect(new Set(topics).size).toBe(1);
      expect(topics[0]).toMatch(/^saga\.replies/);
    });

    it('starts once for a key, alone and among 200 at once', async () => {
      const saga = fresh();
      const answers = await Promise.all(Array.from({ length: 200 }, () => store.start(saga)));
      expect(answers.filter(({ is }) => is === 'new')).toHaveLength(1);
      expect(answers.filter(({ is }) => is === 'same')).toHaveLength(199);
      expect(new Set(answers.map(({ row }) => row.id)).size).toBe(1);
      expect(await store.start({ ...saga, inputHash: 'other' })).toMatchObject({ is: 'other', row: { id: answers[0]?.row.id } });
      expect((await store.start(saga)).row).toMatchObject({ key: saga.key, input: saga.input, status: 'running', epoch: 1 });
    });

    it('finds a similar saga within the time, and only then', async () => {
      const similar = { token: `t${keys}`, withinMs: long };
      const answers = await Promise.all([1, 2, 3].map(() => store.start(fresh(), { similar })));
      expect(answers.map(({ is }) => is).sort()).toEqual(['new', 'similar', 'similar']);
      expect((await store.start(fresh(), { similar: { ...similar, withinMs: -1 } })).is).toBe('new');
    });

    it('keeps what is appended, in order, with every column', async () => {
      const row = await started({ deadlineMs: 5_000 });
      const full: NewEntry = {
        step: 'b', kind: 'run', outcome: 'retry', error: 'no "quote" \\ {brace}', attempt: 2, delayMs: 70, token: 't', actor: 'anna', reason: 'why',
      };
      const first = await store.append(write(row, 1));
      const second = await store.append(write(row, 2, { entry: full }));
      const loaded = await store.load(row.id);
      expect(loaded?.journal.map(({ at, ...entry }) => ({ ...entry, isRecent: Math.abs(at - (loaded.row.created ?? 0)) < 60_000 }))).toMatchObject([
        { ...ok, seq: 1, epoch: 1, worker: 'w1', isRecent: true },
        { ...full, seq: 2, epoch: 1, worker: 'w1', isRecent: true },
      ]);
      expect([first, second]).toMatchObject(loaded?.journal.map(({ at }) => ({ at })) ?? []);
      expect((loaded?.row.deadline ?? 0) - (loaded?.row.created ?? 0)).toBeCloseTo(5_000, -1);
    });

    it('answers each write of a batch by itself', async () => {
      const rows = await Promise.all(Array.from({ length: 30 }, () => started()));
      const answers = await Promise.all(rows.map((row, index) => store.append(write(row, 1, { epoch: index % 3 === 0 ? 7 : 1 }))));
      expect(answers.map((answer) => answer === 'refused')).toEqual(rows.map((_, index) => index % 3 === 0));
      const twice = await Promise.all([store.append(write(rows[1] as SagaRow, 2)), store.append(write(rows[1] as SagaRow, 2))]);
      expect(twice.filter((answer) => answer === 'refused')).toHaveLength(1);
    });

    it('refuses a second token', async () => {
      const row = await started();
      const entry: NewEntry = { step: 'go', kind: 'signal', token: 'once' };
      expect(await store.append(write(row, 1, { entry }))).not.toBe('refused');
      expect((await store.note({ saga: row.id, entry }))?.journal).toHaveLength(1);
      expect((await store.note({ saga: row.id, entry: { ...entry, token: 'twice' } }))?.journal).toHaveLength(2);
    });

    it('gives a saga to one worker, which fences the one before', async () => {
      const { row, row: { fingerprint } } = await store.start(fresh());
      expect(await store.claim('w1', ['unknown'], 10)).toEqual([]);
      const claims = await Promise.all([store.claim('w1', [fingerprint], 10), store.claim('w2', [fingerprint], 10)]);
      expect(claims.flat()).toHaveLength(1);
      expect(claims.flat()[0]).toMatchObject({ row: { id: row.id, epoch: 2 }, journal: [], interrupted: false });
      expect(await store.append(write(row, 1))).toBe('refused');
      expect(await store.release({ saga: row.id, epoch: 1, status: 'completed', pokes: 0 })).toBe(false);
      expect(await store.append(write(row, 1, { epoch: 2 }))).not.toBe('refused');
    });

    it('frees the sagas of a dead worker and says that they were interrupted', async () => {
      await store.beat('dying', 60);
      const row = await started({ owner: 'dying' });
      expect(row.owner).toBe('dying');
      const claimed = await vi.waitFor(async () => {
        const found = await store.claim('w2', [row.fingerprint], 10);
        expect(found).toHaveLength(1);
        return found;
      }, 3_000);
      expect(claimed).toMatchObject([{ row: { id: row.id, owner: 'w2', epoch: 2 }, interrupted: true }]);
      expect((await store.beat('dying', 60)).alive).toBe(false);
      expect((await started({ owner: 'dying' })).owner).toBeUndefined();
      const own = fresh();
      await store.start(own);
      expect(await store.claim('dying', [own.fingerprint], 10)).toEqual([]);
    });

    it('gives back at once what a leaving worker has', async () => {
      await store.beat('leaving', long);
      const row = await started({ owner: 'leaving' });
      await store.leave('leaving');
      expect(await store.claim('w2', [row.fingerprint], 10)).toMatchObject([{ row: { id: row.id }, interrupted: true }]);
    });

    it('parks until something is due, wakes by a note, and ends', async () => {
      const row = await started();
      expect(await store.release({ saga: row.id, epoch: 1, status: 'running', pokes: 0 })).toBe(true);
      expect(await store.claim('w1', [row.fingerprint], 10)).toEqual([]);
      await store.note({ saga: row.id, entry: { step: 'go', kind: 'signal', result: 5 } });
      expect(await store.claim('w1', [row.fingerprint], 10)).toMatchObject([{ journal: [{ step: 'go', kind: 'signal', result: 5, seq: 1 }] }]);
      expect(await store.release({ saga: row.id, epoch: 2, status: 'running', pokes: 1, delayMs: 0 })).toBe(true);
      expect(await store.claim('w1', [row.fingerprint], 10)).toHaveLength(1);
      expect(await store.release({ saga: row.id, epoch: 3, status: 'completed', pokes: 1 })).toBe(true);
      expect(await store.load(row.id)).toMatchObject({ row: { status: 'completed' } });
      expect((await store.load(row.id))?.row.ended).toBeGreaterThan(0);
      expect(await store.claim('w1', [row.fingerprint], 10)).toEqual([]);
    });

    it('does not let go of a saga that got something unseen', async () => {
      const row = await started();
      await store.note({ saga: row.id, entry: { step: '', kind: 'cancel', actor: 'anna' } });
      expect(await store.release({ saga: row.id, epoch: 1, status: 'completed', pokes: 0 })).toBe(false);
      expect(await store.poked('w1')).toContain(row.id);
      expect(await store.poked('w1')).not.toContain(row.id);
      // Telling the owner is not the same as its having read: only a later reading lets go.
      expect(await store.release({ saga: row.id, epoch: 1, status: 'compensated', pokes: 0 })).toBe(false);
      const pokes = (await store.load(row.id))?.row.pokes ?? 0;
      expect(await store.release({ saga: row.id, epoch: 1, status: 'compensated', pokes })).toBe(true);
    });

    it('ends a saga with its last entry, but not over something unseen, and not for an owner of the past', async () => {
      const end = { status: 'completed', pokes: 0 } as const;
      const [plain, noted, lost, crowd] = [await started(), await started(), await started(), await Promise.all(Array.from({ length: 80 }, () => started()))];
      await store.note({ saga: noted.id, entry: { step: 'go', kind: 'signal' } });
      const answers = await Promise.all([
        store.append(write(plain, 1, { end })), store.append(write(noted, 2, { end })), store.append(write(lost, 1, { end, epoch: 7 })), store.append(write(lost, 1)),
      ]);
      expect(answers).toMatchObject([{ ended: true }, {}, 'refused', {}]);
      expect(answers.slice(1).some((answer) => answer !== 'refused' && answer.ended)).toBe(false);
      const loaded = await Promise.all([plain, noted, lost].map(({ id }) => store.load(id)));
      expect(loaded.map((saga) => [saga?.row.status, saga?.row.owner, saga?.journal.length])).toEqual([['completed', undefined, 1], ['running', 'w1', 2], ['running', 'w1', 1]]);
      expect(loaded[0]?.row.ended).toBeGreaterThan(0);
      // A store may leave the end to a write of its own, but must say so.
      const many = await Promise.all(crowd.map((row) => store.append(write(row, 1, { end }))));
      for (const [index, answer] of many.entries()) {
        const status = (await store.load((crowd[index] as SagaRow).id))?.row.status;
        expect(answer !== 'refused' && status).toBe(answer !== 'refused' && answer.ended ? 'completed' : 'running');
      }
    });

    it('loses nothing when words from outside meet last entries', async () => {
      const rows = await Promise.all(Array.from({ length: 60 }, () => started()));
      const entry: NewEntry = { step: 'go', kind: 'signal', token: 'word' };
      const answers = await Promise.all(rows.map(async (row) => {
        const [last] = await Promise.all([store.append(write(row, 1, { end: { status: 'completed', pokes: 0 } })), store.note({ saga: row.id, entry })]);
        return last;
      }));
      for (const [index, answer] of answers.entries()) {
        const loaded = await store.load((rows[index] as SagaRow).id);
        expect(loaded?.journal.filter(({ token }) => token === 'word')).toHaveLength(1);
        expect(loaded?.journal.filter(({ step }) => step === 'a')).toHaveLength(answer === 'refused' ? 0 : 1);
        expect(loaded?.row.status).toBe(answer !== 'refused' && answer.ended ? 'completed' : 'running');
      }
    });

    it('lets a check refuse a note or replace it, and reopens', async () => {
      const row = await started();
      const refuse = () => {
        throw new Error('too late');
      };
      await expect(store.note({ saga: row.id, entry: ok, check: refuse })).rejects.toThrow('too late');
      await store.release({ saga: row.id, epoch: 1, status: 'stuck', pokes: 0 });
      const check = () => ({ step: 'a', kind: 'retry', outcome: 'run' }) as const;
      await store.note({ saga: row.id, entry: ok, check, reopen: () => true });
      expect(await store.claim('w1', [row.fingerprint], 1)).toMatchObject([{ row: { status: 'running' }, journal: [{ kind: 'retry' }] }]);
      expect(await store.note({ saga: 999_999_999, entry: ok })).toBeUndefined();
    });

    it('wakes the parent when a child ends', async () => {
      const parent = await started();
      const child = fresh({ parent: parent.id });
      await store.append(write(parent, 1, { entry: { step: 'c', kind: 'run', outcome: 'begun' }, child }));
      expect(await store.release({ saga: parent.id, epoch: 1, status: 'running', pokes: 0 })).toBe(true);
      const [claimed] = await store.claim('w2', [child.fingerprint], 1);
      expect(claimed?.row).toMatchObject({ parent: parent.id, key: child.key, input: child.input });
      expect(await store.claim('w1', [parent.fingerprint], 1)).toEqual([]);
      await store.release({ saga: claimed?.row.id ?? 0, epoch: 2, status: 'completed', pokes: 0, parent: parent.id });
      expect(await store.claim('w1', [parent.fingerprint], 1)).toHaveLength(1);
    });

    it('serialises notes and appends on one journal', async () => {
      const row = await started();
      const notes = Array.from({ length: 20 }, (_, n) => store.note({ saga: row.id, entry: { step: 'go', kind: 'signal', token: `n${n}` } }));
      await Promise.all(notes);
      const journal = (await store.load(row.id))?.journal ?? [];
      expect(journal.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    });

    it('lists, counts and prunes', async () => {
      const row = await started({ name: 'listed' });
      const next = await started({ name: 'listed' });
      expect((await store.list({ name: 'listed', limit: 10 })).map(({ id }) => id)).toEqual([next.id, row.id]);
      expect((await store.list({ name: 'listed', before: next.id, limit: 10 })).map(({ id }) => id)).toEqual([row.id]);
      expect(await store.list({ name: 'listed', status: 'stuck', limit: 10 })).toEqual([]);
      expect(await store.find('listed', row.key)).toMatchObject({ row: { id: row.id } });
      expect(await store.find('listed', 'nobody')).toBeUndefined();
      expect(await store.append(write(row, 1))).not.toBe('refused');
      expect(await store.release({ saga: row.id, epoch: 1, status: 'completed', pokes: 0 })).toBe(true);
      expect(await store.load(row.id)).toMatchObject({ row: { status: 'completed' } });
      const counted = (await store.stats()).filter(({ name: saga }) => saga === 'listed');
      expect(counted.map(({ status, count, waiting }) => ({ status, count, waiting }))).toEqual(
        expect.arrayContaining([{ status: 'running', count: 1, waiting: 0 }, { status: 'completed', count: 1, waiting: 0 }]),
      );
      const archived: string[] = [];
      const archive = async (sagas: { row: SagaRow; journal: unknown[] }[]) => {
        archived.push(...sagas.map(({ row: { key }, journal }) => `${key}:${journal.length}`));
      };
      expect(await store.prune(long, 10, archive)).toBe(0);
      expect(await store.prune(-1_000, 1_000, archive)).toBeGreaterThan(0);
      expect(archived).toContain(`${row.key}:1`);
      expect(await store.load(row.id)).toBeUndefined();
      expect(await store.load(next.id)).toBeDefined();
    });

    it('deletes nothing that the archive did not take as it is', async () => {
      const rows = [await started({ name: 'archived' }), await started({ name: 'archived' }), await started({ name: 'archived' })];
      for (const { id } of rows) await store.release({ saga: id, epoch: 1, status: 'completed', pokes: 0 });
      const left = async () => (await store.list({ name: 'archived', limit: 10 })).map(({ id }) => id).reverse();
      const [first, second, third] = rows.map(({ id }) => id) as [number, number, number];
      await expect(store.prune(-1_000, 1_000, () => Promise.reject(new Error('the disk is full')))).rejects.toThrow('the disk is full');
      expect(await left()).toEqual([first, second, third]);
      // Set going again and ended again while the archive was written: it holds the saga without its last entry.
      const archived: number[] = [];
      await store.prune(-1_000, 1_000, async (sagas) => {
        archived.push(...sagas.map(({ row }) => row.id));
        await store.note({ saga: second, entry: { step: '', kind: 'cancel', token: 'parent' }, reopen: () => true });
        await store.release({ saga: second, epoch: 1, status: 'compensated', pokes: 1 });
      });
      expect(archived).toEqual(expect.arrayContaining([first, second, third]));
      expect(await left()).toEqual([second]);
      const lengths: number[] = [];
      await store.prune(-1_000, 1_000, async (sagas) => void lengths.push(...sagas.filter(({ row }) => row.id === second).map(({ journal }) => journal.length)));
      expect(lengths).toEqual([1]);
      expect(await left()).toEqual([]);
      expect(await store.load(second)).toBeUndefined();
    });

    it('keeps a child that has ended as long as its parent runs', async () => {
      const parent = await started();
      const child = await started({ parent: parent.id });
      await store.release({ saga: child.id, epoch: 1, status: 'completed', pokes: 0 });
      await store.prune(-1_000, 1_000);
      expect(await store.load(child.id)).toBeDefined();
      await store.release({ saga: parent.id, epoch: 1, status: 'completed', pokes: 0 });
      await store.prune(-1_000, 1_000);
      expect(await store.load(child.id)).toBeUndefined();
    });

    it('refuses a changed shape while sagas of the old one run', async () => {
      const { row } = await store.start(fresh({ name: 'shaped' }));
      const old = { name: 'shaped', version: 1, fingerprint: row.fingerprint, shape: ['a'] };
      expect(await store.register(old)).toBeUndefined();
      expect(await store.shapeOf(row.fingerprint)).toEqual(['a']);
      expect(await store.shapeOf('nobody')).toBeUndefined();
      expect(await store.register(old)).toBeUndefined();
      expect(await store.register({ ...old, fingerprint: 'new', shape: ['b'] })).toEqual(['a']);
      await store.claim('w1', [row.fingerprint], 1);
      await store.release({ saga: row.id, epoch: 2, status: 'completed', pokes: 0 });
      expect(await store.register({ ...old, fingerprint: 'new', shape: ['b'] })).toBeUndefined();
    });
  });
}
