import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { entriesOf, libraries, packages, root } from './packages.js';
import type { Example } from './read-examples.js';

const namesFile = fileURLToPath(new URL('example-names.ts', import.meta.url));

/** What examples take from Node and from their test runner. */
const otherNames: Readonly<Record<string, string>> = {
  createServer: 'node:http', createWriteStream: 'node:fs', hostname: 'node:os', pipeline: 'node:stream/promises', writeFileSync: 'node:fs', expect: 'vitest',
};

/**
 * Type-checks examples against the sources, each as a module of its own beside the file that it documents. A name that an example
 * does not make is, in this order: exported by that file, by an entry of its package, by another package, one of Node's, or one
 * of `example-names.ts`. Gives a line a problem, with the place of the example.
 */
export function checkExamples(examples: readonly Example[]): string[] {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, root);
  const places = new Map(examples.map((example, index) => [path.join(root, path.dirname(example.file), `example-${index}.ts`), example]));
  const texts = new Map<string, string>();
  const compilerOptions = { ...options, incremental: false, tsBuildInfoFile: undefined, noEmit: true, verbatimModuleSyntax: false, isolatedModules: false };
  const host = ts.createCompilerHost(compilerOptions, true);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, languageVersion, ...rest) : ts.createSourceFile(file, text, languageVersion, true);
  };

  const sources = [...new Set(examples.map(({ file }) => path.join(root, file)))];
  const entries = packages.flatMap(entriesOf).map((specifier) => ({ specifier, file: ts.resolveModuleName(specifier, namesFile, compilerOptions, host).resolvedModule?.resolvedFileName ?? '' }));
  const ambient = libraries.flatMap((name) => ts.sys.readDirectory(path.join(root, 'packages', name, 'src'), ['.d.ts']));
  const rootNames = [namesFile, ...entries.map(({ file }) => file), ...sources, ...ambient];
  const before = ts.createProgram({ rootNames, options: compilerOptions, host });
  const exportsOf = exportReader(before);

  for (const [place, example] of places) {
    const own = entries.filter(({ specifier }) => specifier.split('/')[1] === example.package);
    const modules = [
      { specifier: `./${path.basename(example.file, '.ts')}.js`, file: path.join(root, example.file) },
      ...own, ...entries.filter((entry) => !own.includes(entry)), { specifier: namesFile.replace(/\.ts$/, '.js'), file: namesFile },
    ];
    const found = wordsOf(example.code).flatMap((name) => {
      const specifier = modules.find(({ file }) => exportsOf(file).has(name))?.specifier ?? (Object.hasOwn(otherNames, name) ? otherNames[name] : undefined);
      return specifier === undefined ? [] : [`import { ${name} } from '${specifier}';`];
    });
    texts.set(place, moduleOf(found, example.code));
  }

  const after = ts.createProgram({ rootNames: [...rootNames, ...places.keys()], options: compilerOptions, host, oldProgram: before });
  return [...places].flatMap(([place, { file, line }]) => {
    const source = after.getSourceFile(place);
    const problems = [...after.getSyntacticDiagnostics(source), ...after.getSemanticDiagnostics(source)];
    return problems.map(({ messageText }) => `${file}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

/** The example in a function, where it may await, yield and return. A default export stands alone. */
function moduleOf(imports: readonly string[], code: string): string {
  if (code.startsWith('export default')) return [...imports, code].join('\n');
  return [...imports, `export async function${/\byield\b/.test(code) ? '*' : ''} example() {`, code, '}'].join('\n');
}

function wordsOf(code: string): string[] {
  return [...new Set(code.match(/[A-Za-z_$][\w$]*/g))];
}

function exportReader(program: ts.Program): (file: string) => ReadonlySet<string> {
  const checker = program.getTypeChecker();
  const known = new Map<string, ReadonlySet<string>>();
  return (file) => {
    const symbol = known.has(file) ? undefined : program.getSourceFile(file);
    const module = symbol && checker.getSymbolAtLocation(symbol);
    if (module) known.set(file, new Set(checker.getExportsOfModule(module).map(({ name }) => name)));
    return known.get(file) ?? new Set();
  };
}
