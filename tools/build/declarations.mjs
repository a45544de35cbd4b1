// Declarations of the libraries, checked and emitted by one TypeScript program: the standard library, Node's types and core are
// read once instead of once a package. `node declarations.mjs STAGING core ozon` writes below STAGING, and only what an entry reaches.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { mergeDeclarations } from './merge-declarations.mjs';
import { entriesOf, folderOf, root } from './packages.mjs';
import { rollUp } from './roll-up.mjs';

const [staging, ...names] = process.argv.slice(2);
const config = path.join(root, 'tsconfig.json');
const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, root);
const entries = names.flatMap((name) => entriesOf(name).map((entry) => path.join(folderOf(name), 'src', `${entry}.ts`)));
const program = ts.createProgram({
  rootNames: [...entries, ...ambientFiles()],
  options: { ...options, noEmit: false, emitDeclarationOnly: true, incremental: false, tsBuildInfoFile: undefined, rootDir: root },
});

const problems = [...ts.getPreEmitDiagnostics(program)];
const texts = new Map(names.map((name) => [name, new Map()]));
if (problems.length === 0) {
  for (const source of program.getSourceFiles()) {
    const place = placeOf(source.fileName);
    if (!place || source.isDeclarationFile) continue;
    problems.push(...program.emit(source, (_, text) => texts.get(place.name).set(place.file, text), undefined, true).diagnostics);
  }
}
if (problems.length === 0) {
  for (const [name, files] of texts) for (const [file, text] of rollUp(mergeDeclarations(files), entriesOf(name))) write(name, file, text);
} else {
  process.stderr.write(ts.formatDiagnostics(problems, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' }));
  process.exitCode = 1;
}

/** Modules that are declared and not imported, such as those of JSON files. */
function ambientFiles() {
  return names.flatMap((name) => ts.sys.readDirectory(path.join(folderOf(name), 'src'), ['.d.ts']));
}

/** Package and path of a source whose declarations are wanted. */
function placeOf(file) {
  const [folder, name, src, ...rest] = path.relative(root, file).split(path.sep);
  return folder === 'packages' && src === 'src' && names.includes(name) ? { name, file: rest.join('/').replace(/\.ts$/, '.d.ts') } : undefined;
}

/** The same text for both module systems: dist/cjs says by its package.json how it is to be read. */
function write(name, file, text) {
  if (/(from |import\()['"][./]+packages\//.test(text)) throw new Error(`${name}/${file} names a type of another package by path; give it a written type`);
  for (const format of ['esm', 'cjs']) {
    const target = path.join(staging, name, format, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
