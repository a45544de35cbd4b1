import path from 'node:path';
import ts from 'typescript';
import { filesOf, folderOf, root } from './packages.js';
import type { PackageName } from './packages.js';

/** An `@example` of a docstring: its code, and where it stands. */
export interface Example {
  readonly package: PackageName;
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** Every `@example` block of a package's hand-written sources. */
export function readExamples(name: PackageName): Example[] {
  const folder = path.join(folderOf(name), 'src');
  return filesOf(folder)
    .filter((file) => file.endsWith('.ts') && !/(^|\/)generated\/|\.test(-d)?\.ts$/.test(file))
    .flatMap((file) => examplesOf(name, path.join(folder, file)));
}

function examplesOf(name: PackageName, file: string): Example[] {
  const source = ts.createSourceFile(file, ts.sys.readFile(file) ?? '', ts.ScriptTarget.ES2022, true);
  const examples: Example[] = [];
  const visit = (node: ts.Node) => {
    for (const tag of ts.getJSDocTags(node)) {
      // A tag of a declaration is also a tag of what stands in it.
      if (tag.tagName.text !== 'example' || tag.parent.parent !== node) continue;
      examples.push({ package: name, file: path.relative(root, file), line: source.getLineAndCharacterOfPosition(tag.getStart()).line + 1, code: codeOf(tag) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return examples;
}

/** The text of the tag without stars; TypeScript's own reading of it loses the indentation and reads `{@link}` and `@` within. */
function codeOf(tag: ts.JSDocTag): string {
  const [, text = ''] = tag.getSourceFile().text.slice(tag.getStart(), tag.parent.getEnd()).split(/^@example[^\S\n]*/);
  return text.replace(/\*\/$/, '').replace(/^\s*\* ?/gm, '').split(/^@\w+/m)[0]?.trim() ?? '';
}
