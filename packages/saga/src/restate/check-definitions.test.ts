import { describe, expect, it } from 'vitest';
import { saga } from '../define/saga.js';
import { checkDefinitions, withRelatives } from './check-definitions.js';
import { restateEndpoint } from './endpoint.js';

const act = { run: () => 1, undo: 'nothing to undo' } as const;
const queue = { publish: async () => {} };

describe('definitions for Restate', () => {
  it('are refused at boot where Restate could not keep them, naming saga and step', async () => {
    const inTables = saga<string>('order').step('book', { ...act, delivery: 'tx' });
    const parent = saga<string>('parent').child('inner', { saga: inTables, input: () => '' });
    await expect(restateEndpoint({ definitions: [parent], queue })).rejects.toThrow(/Saga "order", step "book": delivery 'tx' needs a database/);
    const commanding = saga<string>('order').command('reserve', { topic: 't', body: () => 1, parse: Number, undo: 'nothing to undo' });
    await expect(restateEndpoint({ definitions: [commanding] })).rejects.toThrow(/"order", step "reserve": a command has nowhere to go/);
    await expect(restateEndpoint({ definitions: [saga<string>('1st').step('a', act)] })).rejects.toThrow('begins with a letter');
    const twins = [saga<string>('order').step('a', act), saga<string>('order').step('b', act)];
    await expect(restateEndpoint({ definitions: twins })).rejects.toThrow('version 1 is there twice');
    const pair = [saga<string>('order').step('a', act), saga<string>('order.outbox').step('a', act)];
    await expect(restateEndpoint({ definitions: pair })).rejects.toThrow("another saga's outbox");
  });

  it('stand beside their older versions, children, and what they migrate from', () => {
    const child = saga<string>('child').step('x', act);
    const older = saga<string>('order').step('a', act);
    const newer = saga<string>('order').step('b', act).child('c', { saga: child, input: () => '' })
      .migrate(older, () => ({ journal: [] }));
    const all = withRelatives([newer, saga<string>('order', 2).step('a', act)]);
    expect(all.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(['child 1', 'order 1', 'order 1', 'order 2']);
    expect(() => checkDefinitions(all, false)).not.toThrow();
  });

  it.skipIf('withResolvers' in Promise)('say which Node.js is needed', async () => {
    await expect(restateEndpoint({ definitions: [saga<string>('order').step('a', act)] })).rejects.toThrow(/needs Node.js 22 or newer/);
  });
});
