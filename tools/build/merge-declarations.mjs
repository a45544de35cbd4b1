// What a consumer's compiler pays is reading: a file, an import, a parsed comment and every node of the tree cost more than the types
// in them do. Measured with `npm run bench -- types`. Here: one file an API instead of fifty, and comments that need no parsing.

const generated = /^(.*generated\/(?:\w+\/)?)(methods\/\w+|methods|routes)\.d\.ts$/;
/** A hand-written file names the client's methods, the route map, maybe a type of a group; a generated one names its neighbours. */
const groupImport = /(['"](?:[./]+generated\/(?:\w+\/)?|\.\/))(?:methods\/\w+|routes)\.js(?=['"])/g;
const imports = /^import type \{ ([^}]*) \} from '([^']+)';\n/gm;

/** Declarations by path, with the generated groups, methods and routes of each API in one file. */
export function mergeDeclarations(files) {
  const merged = new Map();
  const parts = new Map();
  for (const [file, text] of files) {
    const folder = generated.exec(file)?.[1];
    if (folder) parts.set(folder, [...(parts.get(folder) ?? []), text]);
    else merged.set(file, cheapComments(text.replace(groupImport, '$1methods.js')));
  }
  for (const [folder, each] of parts) merged.set(`${folder}methods.d.ts`, cheapComments(oneModule(folder, each)));
  return merged;
}

/** Several modules as one. Their own imports of each other fall away; two types of one name would become one type, so they are refused. */
function oneModule(folder, texts) {
  const outside = new Map();
  const bodies = texts.map((text) =>
    text.replace(imports, (_, names, from) => {
      if (!from.startsWith('.')) outside.set(from, new Set([...(outside.get(from) ?? []), ...names.split(', ')]));
      return '';
    }),
  );
  const text = bodies.join('');
  const names = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice || /^import /m.test(text)) throw new Error(twice ? `${folder}: two types are called ${twice}` : `${folder}: an import that cannot be merged`);
  const lines = [...outside].map(([from, each]) => `import type { ${[...each].sort().join(', ')} } from '${from}';\n`).join('');
  if (lines === '') throw new Error(`${folder}: without an import it would be a script, and its types global`);
  // In a module of declarations that has no export statement everything is exported; saying so of thousands costs a node each.
  return lines + text.replace(/^export (?=interface |type )/gm, '');
}

/** tsc reads the inside of a comment only where it says `@see` or `@link`; every method has a link, and editors show both tags alike. */
function cheapComments(text) {
  return text.replace(/@see (?=https?:)/g, '@docs ');
}
