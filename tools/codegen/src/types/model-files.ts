import type { Direction } from './usage.js';

/** A declaration whose place in its file is fixed before its text is known, so that parents stand before their parts. */
export interface Reserved {
  fill(lines: readonly string[]): void;
}

/** Collects declarations by file (`products`, `shared`), which names are taken, and what each file imports from another. */
export class ModelFiles {
  readonly #taken = new Set<string>();
  readonly #declarations = new Map<string, { name: string; lines: readonly string[] }[]>();
  readonly #imports = new Map<string, Map<string, Set<string>>>();

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

  reserve(file: string, name: string): Reserved {
    const declaration = { name, lines: [] as readonly string[] };
    const declarations = this.#declarations.get(file) ?? [];
    declarations.push(declaration);
    this.#declarations.set(file, declarations);
    return { fill: (lines) => { declaration.lines = lines; } };
  }

  /** Notes that `to` needs `name` of `file`; gives the name back. */
  use(name: string, file: string, to: string): string {
    if (file === to) return name;
    const imports = this.#imports.get(to) ?? new Map<string, Set<string>>();
    imports.set(file, (imports.get(file) ?? new Set()).add(name));
    this.#imports.set(to, imports);
    return name;
  }

  files(): string[] {
    return [...this.#declarations.keys()];
  }

  declarations(file: string): string[] {
    return (this.#declarations.get(file) ?? []).map(({ lines }) => lines.join('\n'));
  }

  /** Import lines of a file. `pathOf` says where another file is from there. */
  imports(file: string, pathOf: (other: string) => string): string[] {
    return [...(this.#imports.get(file) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([other, names]) => `import type { ${[...names].sort().join(', ')} } from '${pathOf(other)}';`);
  }
}
