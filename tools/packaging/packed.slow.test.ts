import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale, entriesOf, filesOf, libraries, manifestOf, packages, root } from './packages.js';
import { packInto } from './pack.js';
import type { Packed } from './pack.js';
import { run } from './run.js';

const consumers = fileURLToPath(new URL('consumers/', import.meta.url));
const require = createRequire(import.meta.url);
const tsc = require.resolve('typescript/bin/tsc');
const attw = path.join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
const allEntries = libraries.flatMap(entriesOf);

let project = '';
let packed: readonly Packed[];
const packedOf = (name: string) => packed.find((each) => each.name === name) as Packed;

beforeAll(async () => {
  await buildIfStale();
  ({ project, packed } = await packInto());
}, 300_000);
afterAll(() => {
  if (project) rmSync(project, { recursive: true, force: true });
});

describe.each(packages)('the tarball of %s', (name) => {
  it('passes publint', async () => {
    const { tarball } = packedOf(name);
    const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('has types that every resolver finds and reads right', async () => {
    // The CLI is ESM alone; what it exports (the config's types and helper) is imported by config files, which are ESM too.
    const profile = name === 'cli' ? ['--profile', 'esm-only'] : [];
    await run(process.execPath, [attw, packedOf(name).tarball, '--format', 'ascii', '--no-emoji', ...profile], project);
  });

  it('holds what it needs and nothing else', () => {
    const files = filesOf(packedOf(name).folder);
    const expected = name === 'cli' ? /^(package\.json|oclif\.manifest\.json|README\.md|LICENSE|bin\/run\.js|schemas\/[\w-]+\.json|dist\/[^.]+\.(js|d\.ts))$/ : /^(package\.json|README\.md|LICENSE|dist\/cjs\/package\.json|dist\/(esm|cjs)\/[\w/-]+\.(js|d\.ts))$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    const testing = files.filter((file) => /(^|\/)(test|tests|testing|fixtures)\//.test(file));
    expect(testing.filter((file) => !('./testing' in manifestOf(name).exports) || !/^dist\/(esm|cjs)\/testing\//.test(file))).toEqual([]);
  });

  it('imports what it declares, and no path of the machine that built it', () => {
    const { dependencies = {}, peerDependencies = {}, name: own } = manifestOf(name);
    const { folder } = packedOf(name);
    const imported = new Set<string>();
    for (const file of filesOf(folder).filter((each) => each.endsWith('.js'))) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      expect(text.includes(root), `${file} names a folder of this machine`).toBe(false);
      // The CLI's bundle holds third-party code, in which such text stands for other reasons too.
      if (name !== 'cli') for (const specifier of importsOf(text)) imported.add(specifier);
    }
    const known = new Set([own, ...Object.keys(dependencies), ...Object.keys(peerDependencies), ...builtinModules]);
    expect([...imported].filter((specifier) => !known.has(specifier))).toEqual([]);
    if (name !== 'cli') expect(Object.keys(dependencies).filter((each) => !imported.has(each)), 'declared and never imported').toEqual([]);
  });
});

describe('consumers of the tarballs', () => {
  it.each([['ESM', 'esm.mjs', []], ['CommonJS', 'cjs.cjs', ['--no-experimental-require-module']]] as const)('an %s service loads every entry and calls a sandbox', async (_, file, flags) => {
    cpSync(path.join(consumers, file), path.join(project, file));
    const output = JSON.parse(await run(process.execPath, [...flags, file, ...allEntries], project)) as { values: Record<string, string[]>; items: number; refusal: string };
    expect(output).toMatchObject({ items: 0, refusal: 'ValidationError' });
    expect(Object.keys(output.values)).toEqual(allEntries);
    for (const [entry, values] of Object.entries(output.values)) {
      // Models are types alone: the entry loads, and is empty.
      if (/\/models(\/|$)/.test(entry)) expect(values, entry).toEqual([]);
      else expect(values.length, entry).toBeGreaterThan(0);
      expect(values.length, `${entry} exports ${values.join(', ')}`).toBeLessThanOrEqual(15);
    }
  });

  it.each([
    ['ESM under nodenext', 'module', { module: 'nodenext' }],
    ['CommonJS under nodenext', 'commonjs', { module: 'nodenext' }],
    ['CommonJS under node10', 'commonjs', { module: 'commonjs', moduleResolution: 'node10' }],
    ['a bundler', 'module', { module: 'esnext', moduleResolution: 'bundler' }],
  ] as const)('a TypeScript service compiles: %s', async (title, type, options) => {
    // Inside the project, so that node_modules is found; a folder of its own, so that its package.json says the module system.
    const folder = path.join(project, title.replace(/\W+/g, '-'));
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type }));
    const imports = allEntries.map((entry, index) => `import * as entry${index} from '${entry}';\nexport const keys${index} = Object.keys(entry${index});`);
    writeFileSync(path.join(folder, 'service.ts'), `${readFileSync(path.join(consumers, 'typed.ts'), 'utf8')}\n${imports.join('\n')}\n`);
    const compilerOptions = { strict: true, noEmit: true, target: 'es2022', types: ['node'], skipLibCheck: true, ...options };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['service.ts'] }));
    await run(process.execPath, [tsc, '-p', folder], project);
  });

  it('the command says its version', async () => {
    const version = await run(process.execPath, [path.join(packedOf('cli').folder, 'bin/run.js'), '--version'], project);
    expect(version).toContain((JSON.parse(readFileSync(path.join(packedOf('cli').folder, 'package.json'), 'utf8')) as { version: string }).version);
  });
});

/** Packages that a module imports, requires or loads later; without their subpaths. */
function importsOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles
    .map(({ fileName }) => fileName.replace(/^node:/, ''))
    .filter((specifier) => !specifier.startsWith('.'))
    .map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
}
