import { describe, expect, it } from 'vitest';

type Files = Map<string, string>;
// Plain JavaScript, because the build runs before anything is compiled.
const { rollUp } = (await import(new URL('./roll-up.mjs', import.meta.url).href)) as { rollUp(files: Files, entries: string[]): Files };

const files = (): Files =>
  new Map([
    ['index.d.ts', "export { make } from './client/make.js';\nexport type { Options } from './client/options.js';\n"],
    ['client/make.d.ts', "import type { Readable } from 'node:stream';\nimport type { Options } from './options.js';\n/** Makes. */\nexport declare function make(options: Options, hidden: Hidden): Readable;\ninterface Hidden {\n}\nexport {};\n"],
    ['client/options.d.ts', "import type { Clock } from '../time/clock.js';\nexport interface Options {\n    clock: Clock;\n}\n"],
    ['time/clock.d.ts', 'export interface Clock {\n    now(): number;\n}\n'],
    ['testing/index.d.ts', "export { fake } from './fake.js';\n"],
    ['testing/fake.d.ts', "import type { Clock } from '../time/clock.js';\nexport declare function fake(): Clock;\n"],
    ['unreached.d.ts', 'export interface Inner {\n}\n'],
  ]);

describe('declarations of a package', () => {
  const rolled = rollUp(files(), ['index', 'testing/index']);

  it('are one file an entry, and what no entry leads to is left out', () => {
    expect([...rolled.keys()].sort()).toEqual(['declarations.d.ts', 'index.d.ts', 'testing/declarations.d.ts', 'testing/index.d.ts']);
  });

  it('export what the entry says and no more', () => {
    expect(rolled.get('index.d.ts')).toBe("export { make } from './declarations.js';\nexport type { Options } from './declarations.js';\n");
  });

  it('keep text, comments and what is not exported, and import each thing once', () => {
    const text = rolled.get('declarations.d.ts') ?? '';
    expect(text.match(/^import .*/gm)).toEqual(["import type { Readable } from 'node:stream';"]);
    expect(text).toContain('/** Makes. */\nexport declare function make(options: Options, hidden: Hidden): Readable;\ninterface Hidden {\n}');
    expect(text.match(/^export \{\};$/gm)).toHaveLength(1);
  });

  it('are shared with the other entries', () => {
    expect(rolled.get('testing/declarations.d.ts')).toContain("import type { Clock } from '../declarations.js';");
  });

  it('stay a file where two have one name, and where a name is imported as another', () => {
    const changed = files().set('client/options.d.ts', "import type { Clock as Time } from '../time/clock.js';\nexport interface Options {\n    clock: Time;\n}\n");
    const own = changed.set('time/clock.d.ts', 'interface Hidden {\n}\nexport interface Clock {\n    now(): Hidden;\n}\n');
    const texts = rollUp(own, ['index']);
    expect([...texts.keys()].sort()).toEqual(['client/options.d.ts', 'declarations.d.ts', 'index.d.ts', 'time/clock.d.ts']);
    expect(texts.get('client/options.d.ts')).toContain("from '../time/clock.js'");
    expect(texts.get('declarations.d.ts')).toContain("import type { Options } from './client/options.js';");
    expect(texts.get('index.d.ts')).toContain("export type { Options } from './client/options.js';");
  });

  it('refuse a link to what is not there', () => {
    expect(() => rollUp(new Map([['index.d.ts', "export { a } from './a.js';\n"]]), ['index'])).toThrow('a.d.ts');
  });
});
