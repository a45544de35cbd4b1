import { describe, expect, it } from 'vitest';
import type { Definition } from '../define/definition.js';
import { saga } from '../define/saga.js';
import { SagaShapeError } from '../runner/errors.js';
import { makeDesk } from './desk.js';
import { driveVersion } from './protocol.js';
import type { StartMessage } from './protocol.js';

const act = { run: () => 1, undo: 'nothing to undo' } as const;
const order = saga<string>('order').step('a', act).step('b', act);
const startOf = ({ version, fingerprint, shape }: Definition, drive = driveVersion): StartMessage => ({ drive, version, fingerprint, shape, input: '', inputHash: '' });
const desk = makeDesk({} as never, [order, saga<string>('order', 2).step('z', act)], { definitions: [] });

describe('the definition that a running saga goes on by', () => {
  it('is the one that it was started with', () => {
    expect(desk.definitionFor('order', startOf(order))).toBe(order);
  });

  it('is never another: the error says where they part', () => {
    const older = saga<string>('order').step('a', act).step('c', act);
    expect(() => desk.definitionFor('order', startOf(older))).toThrow(SagaShapeError);
    expect(() => desk.definitionFor('order', startOf(older))).toThrow(/place 2 was c\(.* is b\(/);
    expect(() => desk.definitionFor('order', startOf(saga<string>('order', 3).step('a', act).step('b', act)))).toThrow('no such version');
    expect(() => desk.definitionFor('order', startOf(order, driveVersion + 1))).toThrow('another edition of @occwo/saga');
  });
});
