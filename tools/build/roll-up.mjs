// A consumer's compiler finds, opens and binds every file that an entry leads to, and most of ours are a few lines long. So what
// belongs to one entry becomes one file of declarations beside it; the entry itself only says which of them are public.
import path from 'node:path';
import ts from 'typescript';

const never = /(^|\/)generated\//;

/** Declarations by path with the modules behind each entry in one file. `entries` as `entriesOf` gives them. */
export function rollUp(files, entries) {
  const modules = new Map([...files].map(([file, text]) => [file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)]));
  const entryFiles = entries.map((entry) => `${entry}.d.ts`);
  const homes = new Map();
  const reached = new Set();
  for (const entry of entryFiles) {
    const chunk = entry.replace(/index\.d\.ts$/, 'declarations.d.ts');
    const names = new Map();
    for (const file of reachedFrom(entry, modules)) {
      reached.add(file);
      if (homes.has(file) || entryFiles.includes(file) || never.test(file) || !fits(modules.get(file), file, modules, names)) continue;
      homes.set(file, chunk);
    }
  }
  const homeOf = (file) => homes.get(file) ?? file;
  const output = new Map();
  for (const file of reached) if (!homes.has(file)) output.set(file, repointed(file, modules, homeOf));
  for (const chunk of new Set(homes.values())) output.set(chunk, merged(chunk, [...homes].filter(([, home]) => home === chunk).map(([file]) => modules.get(file)), modules, homeOf));
  return output;
}

/** Files in the order in which an entry leads to them. */
function reachedFrom(file, modules, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { target } of linksOf(modules.get(file), file, modules)) if (target) reachedFrom(target, modules, seen);
  return seen;
}

/** The import and export statements that name another module, and which file of ours that is. */
function linksOf(source, file, modules) {
  return source.statements
    .filter((statement) => (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier)
    .map((statement) => {
      const specifier = statement.moduleSpecifier.text;
      const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.d.ts') : undefined;
      if (target && !modules.has(target)) throw new Error(`${file} leads to ${target}, which was not emitted`);
      return { statement, specifier, target };
    });
}

/** Whether a module's names are free in its chunk; then they are taken. One that is written in a way that cannot be merged stays a file. */
function fits(source, file, modules, names) {
  const own = new Map();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (!bindings || !ts.isNamedImports(bindings) || statement.importClause.name || bindings.elements.some(({ propertyName }) => propertyName)) return false;
    } else if (ts.isExportDeclaration(statement)) {
      if (statement.moduleSpecifier || statement.exportClause?.elements.length !== 0) return false;
    } else {
      const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations.map(({ name }) => name) : [statement.name];
      if (declared.some((name) => !name || !ts.isIdentifier(name)) || ts.isModuleDeclaration(statement)) return false;
      for (const name of declared) own.set(name.text, file);
    }
  }
  for (const { statement, specifier, target } of linksOf(source, file, modules)) {
    for (const { name } of statement.importClause.namedBindings.elements) own.set(name.text, originOf(name.text, target, modules) ?? specifier);
  }
  if ([...own].some(([name, origin]) => names.has(name) && names.get(name) !== origin)) return false;
  for (const [name, origin] of own) names.set(name, origin);
  return true;
}

/** The file that declares a name, where the import names a file that hands it on. */
function originOf(name, file, modules) {
  if (!file) return undefined;
  for (const { statement, specifier, target } of linksOf(modules.get(file), file, modules)) {
    if (ts.isExportDeclaration(statement) && statement.exportClause?.elements.some((element) => element.name.text === name)) return originOf(name, target, modules) ?? specifier;
  }
  return file;
}

/** A file that stays one, its links pointing to where the modules are now. */
function repointed(file, modules, homeOf) {
  let { text } = modules.get(file);
  for (const { statement, target } of linksOf(modules.get(file), file, modules).reverse()) {
    if (!target || homeOf(target) === target) continue;
    const { pos, end } = statement.moduleSpecifier;
    text = `${text.slice(0, pos)} '${pathTo(file, homeOf(target))}'${text.slice(end)}`;
  }
  return text;
}

/** The text of several modules; what they import from elsewhere stands at the top, as a value where one of them wants it so. */
function merged(chunk, sources, modules, homeOf) {
  const imports = new Map();
  const bodies = sources.map((source) => {
    for (const { statement, specifier, target } of linksOf(source, source.fileName, modules)) {
      if (target && homeOf(target) === chunk) continue;
      const from = target ? pathTo(chunk, homeOf(target)) : specifier;
      const names = imports.get(from) ?? new Map();
      for (const { name } of statement.importClause.namedBindings.elements) names.set(name.text, names.get(name.text) || !statement.importClause.isTypeOnly);
      imports.set(from, names);
    }
    return source.statements.filter((statement) => !ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)).map((statement) => statement.getFullText().replace(/^\n+/, '')).join('\n');
  });
  const lines = [...imports].flatMap(([from, names]) => [true, false].flatMap((value) => {
    const wanted = [...names].filter(([, asValue]) => asValue === value).map(([name]) => name).sort();
    return wanted.length > 0 ? [`import ${value ? '' : 'type '}{ ${wanted.join(', ')} } from '${from}';`] : [];
  }));
  return `${[...lines, ...bodies].join('\n')}\nexport {};\n`;
}

function pathTo(from, to) {
  const relative = path.posix.relative(path.posix.dirname(from), to).replace(/\.d\.ts$/, '.js');
  return relative.startsWith('.') ? relative : `./${relative}`;
}
