import { expect, it } from 'vitest';
import { checkExamples } from './check-examples.js';
import { packages } from './packages.js';
import { readExamples } from './read-examples.js';

it('every @example of the sources compiles', () => {
  const examples = packages.flatMap(readExamples);
  expect(examples.length).toBeGreaterThan(50);
  expect(checkExamples(examples)).toEqual([]);
});

it('an example that does not compile is told by its place', () => {
  const examples = ['const { result } = await ozon.request(\'POST /v1/roles\');', 'await ozon.products.gone();', 'forgotten();'];
  const problems = checkExamples(examples.map((code, line) => ({ package: 'core', file: 'packages/core/src/index.ts', line, code })));
  expect(problems).toEqual([
    expect.stringContaining('packages/core/src/index.ts:0: Property \'result\' does not exist'),
    expect.stringContaining('packages/core/src/index.ts:1: Property \'gone\' does not exist'),
    expect.stringContaining('packages/core/src/index.ts:2: Cannot find name \'forgotten\''),
  ]);
});
