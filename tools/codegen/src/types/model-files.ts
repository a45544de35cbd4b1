import { helpers } from './helpers.js';
import type { Helper } from './helpers.js';
import { shareModels } from './share-models.js';
import { namesIn, replaceNames } from './type-names.js';
import type { Direction } from './usage.js';

/** A printed type. Its place among the others is fixed before its text is known, so that parents stand before their parts. */
export interface Declaration {
  readonly name: string;
  /** Of an operation as a whole (its parameters, its reply), not of a part. */
  readonly whole: boolean;
  /** The file without its ending: a group, or `shared`. */
  file: string;
  lines: readonly string[];
}

/** Collects declarations by file (`products`, `shared`), which names are taken, and what each file imports from another. */
export class ModelFiles {
  readonly #taken = new Set<string>(Object.keys(helpers));
  readonly #declarations = new Map<string, Declaration>();
  #replaced: ReadonlyMap<string, string> = new Map();

  /** Takes the first free name among `PrefixLast`, `PrefixBeforeLast` … with the whole trail, and at last one with a number. */
  freeName(prefix: string, trail: readonly string[], direction: Direction): string {
    for (let steps = Math.min(1, trail.length); steps <= trail.length; steps += 1) {
      const name = `${prefix}${trail.slice(trail.length - steps).join('')}`;
      if (this.#take(name)) return name;
    }
    const whole = `${prefix}${trail.join('')}`;
    const directed = direction === 'reply' ? `${whole}Reply` : `${whole}Input`;
    if (this.#take(directed)) return directed;
    for (let number = 2; ; number += 1) if (this.#take(`${whole}${number}`)) return `${whole}${number}`;
  }

  #take(name: string): boolean {
    if (this.#taken.has(name)) return false;
    this.#taken.add(name);
    return true;
  }

  /** Fixes the place of a type; its lines are given when they are known. */
  reserve(file: string, name: string, whole = false): Declaration {
    const declaration: Declaration = { name, whole, file, lines: [] };
    this.#declarations.set(name, declaration);
    return declaration;
  }

  /** A type of ours; it is printed only where a type uses it. */
  helper(name: Helper): string {
    const { text, comment, parameters = '' } = helpers[name] as { text: string; comment: string; parameters?: string };
    if (!this.#declarations.has(name)) this.reserve('shared', name, true).lines = [`/** ${comment} */`, `export type ${name}${parameters} = ${text};`];
    return name;
  }

  /** Makes one type of those that are alike. To be called once, when all are printed. */
  share(): void {
    this.#replaced = shareModels(this.#declarations);
  }

  /** The text of a type with the names that stand for shared ones. */
  current(type: string): string {
    return replaceNames(type, (name) => this.#replaced.get(name) ?? name);
  }

  declarations(file: string): string[] {
    return this.#of(file).map(({ lines }) => lines.join('\n'));
  }

  /** Import lines of a file for what its declarations name, and for what else it names. `pathOf` says where another file is from there. */
  imports(file: string, pathOf: (other: string) => string, others: readonly string[] = []): string[] {
    const wanted = new Map<string, string[]>();
    for (const name of [...namesIn([...this.#of(file).flatMap(({ lines }) => lines), ...others])].sort()) {
      const from = this.#declarations.get(name)?.file;
      if (from !== undefined && from !== file) wanted.set(from, [...(wanted.get(from) ?? []), name]);
    }
    return [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([other, names]) => `import type { ${names.join(', ')} } from '${pathOf(other)}';`);
  }

  /** Names of what operations take and give as a whole, by file. */
  wholes(): Map<string, string[]> {
    const names = new Map<string, string[]>();
    for (const { name, whole, file } of this.#declarations.values()) if (whole && !(name in helpers)) names.set(file, [...(names.get(file) ?? []), name]);
    return names;
  }

  #of(file: string): Declaration[] {
    return [...this.#declarations.values()].filter((declaration) => declaration.file === file);
  }
}
