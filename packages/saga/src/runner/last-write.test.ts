import { describe, expect, it } from 'vitest';
import { fakeClock } from '@occwo/core/testing';
import { Refused } from '../define/refused.js';
import { saga } from '../define/saga.js';
import { memoryStore } from '../store/memory-store.js';
import { Sagas } from './sagas.js';

describe('what a drive writes of an attempt', () => {
  it('is the end of the saga too, if it is the last, unless something else belongs to that write', async () => {
    const build = (name: string, run: (context: { emit: (topic: string, body: unknown) => void }) => void) => saga<string>(name)
      .step('a', { run: () => 1, undo: () => {} })
      .step('b', { run: (context) => { if (context.input === 'no') throw new Refused('no'); run(context); }, undo: 'nothing to undo' });
    const plain = build('plain', () => {});
    const telling = build('telling', ({ emit }) => emit('t', null));
    const clock = fakeClock();
    const store = memoryStore(clock);
    const released: number[] = [];
    const watching: typeof store = { ...store, release: (write) => (released.push(write.saga), store.release(write)) };
    const sagas = new Sagas({ store: watching, definitions: [plain, telling], clock });
    await sagas.work();
    for (const [definition, input, status, releases] of [[plain, 'yes', 'completed', 0], [plain, 'no', 'compensated', 0], [telling, 'yes', 'completed', 1]] as const) {
      released.length = 0;
      const { finished } = await sagas.start(definition, { key: input, input });
      expect((await clock.run(finished())).status).toBe(status);
      expect(released).toHaveLength(releases);
    }
    await clock.run(sagas.stop());
  });

  it('is not tried for ever if the database refuses it for good: the step is unknown, a pivot stuck', async () => {
    const clock = fakeClock();
    const store = memoryStore(clock);
    const refusing: typeof store = {
      ...store,
      append: (write) => write.entry.result === 'poison' ? Promise.reject(Object.assign(new Error('invalid input syntax for type json'), { severity: 'ERROR', code: '22P02' })) : store.append(write),
    };
    const undone: string[] = [];
    const before = saga<string>('before').step('a', { run: () => 'poison', undo: ({ key }) => void undone.push(key) });
    const pivot = saga<string>('pivot').pivot('p', { run: () => 'poison' });
    const sagas = new Sagas({ store: refusing, definitions: [before, pivot], clock });
    await sagas.work();
    const ends = [];
    for (const definition of [before, pivot]) ends.push(await clock.run((await sagas.start(definition, { key: 'k', input: '' })).finished()));
    expect(ends).toMatchObject([{ status: 'compensated', error: expect.stringContaining('does not keep it') as string }, { status: 'stuck', at: { step: 'p' } }]);
    expect(undone).toHaveLength(1);
    await clock.run(sagas.stop());
  });
});
