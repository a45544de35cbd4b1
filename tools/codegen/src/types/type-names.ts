/** A property's line: its key, which may have been quoted, and its type. */
const property = /^( {2}(?:'(?:[^'\\]|\\.)*'|[\w$]+)\??: )(.*)$/;
/** The head of a declaration: its own name, and what follows. */
const head = /^(export (?:interface|type) \w+)(.*)$/;
/** Texts that look like names and are values. */
const pieces = /'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*/g;

/** A printed line with every name in its types replaced; comments, keys and values are left alone. */
export function replaceNames(line: string, replace: (name: string) => string): string {
  if (line.startsWith('  /**')) return line;
  const [, before = '', types = line] = property.exec(line) ?? head.exec(line) ?? [];
  return before + types.replace(pieces, (piece) => (piece.startsWith("'") ? piece : replace(piece)));
}

/** The names in the types of printed lines. */
export function namesIn(lines: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const line of lines) {
    replaceNames(line, (name) => {
      names.add(name);
      return name;
    });
  }
  return names;
}
