import type { Declaration } from './model-files.js';
import { namesIn, replaceNames } from './type-names.js';

/**
 * Parts of the documents that are alike to the letter become one type: a fifth of all parts are, and what a consumer's compiler
 * pays goes with their number. The shortest of the names stays, in `shared` where several groups have it. Parameters and replies
 * keep their own names, because people import those. Gives the names that are gone, with the ones that stand for them.
 */
export function shareModels(declarations: Map<string, Declaration>): Map<string, string> {
  const replaced = new Map<string, string>();
  for (;;) {
    const alike = new Map<string, Declaration[]>();
    for (const declaration of declarations.values()) {
      const text = bodyOf(declaration);
      if (!declaration.whole) alike.set(text, [...(alike.get(text) ?? []), declaration]);
    }
    const round = new Map<string, string>();
    for (const same of alike.values()) {
      if (same.length === 1) continue;
      const [kept, ...gone] = [...same].sort((a, b) => a.name.length - b.name.length) as [Declaration, ...Declaration[]];
      for (const { name } of gone) {
        round.set(name, kept.name);
        declarations.delete(name);
      }
      if (same.some(({ file }) => file !== kept.file)) moveToShared(kept, declarations);
    }
    if (round.size === 0) return replaced;
    for (const [name, by] of replaced) replaced.set(name, round.get(by) ?? by);
    for (const [name, by] of round) replaced.set(name, by);
    for (const declaration of declarations.values()) declaration.lines = declaration.lines.map((line) => replaceNames(line, (name) => round.get(name) ?? name));
  }
}

/** What a declaration says, without its name; one that speaks of itself says so under any name. */
function bodyOf({ name, lines }: Declaration): string {
  return lines.map((line) => replaceNames(line.replace(/^(export \w+) \w+/, '$1'), (each) => (each === name ? 'Self' : each))).join('\n');
}

/** What several groups have, and whatever it leads to, so that a file of shared types imports from no group. */
function moveToShared(declaration: Declaration, declarations: ReadonlyMap<string, Declaration>): void {
  if (declaration.file === 'shared') return;
  declaration.file = 'shared';
  for (const name of namesIn(declaration.lines)) {
    const part = declarations.get(name);
    if (part) moveToShared(part, declarations);
  }
}
