// What an import costs is mostly the number of files: Node finds, reads and links each of them. esbuild cuts a package into a chunk
// for every set of entries that share something; those that one import loads anyway become one file again.
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const shared = 'shared.js';
const chunkName = /(?<=["']\.{1,2}\/)(chunk-[A-Z0-9]{8}\.js)(?=["'])/g;
const staticImport = /(?:^|\n)(?:import|export)(?:[^;"']*? from)? ?["'](\.[^"']+)["']/g;

/** Makes one file of the chunks below `folder` that the `together` entries load. The modules stay what they are: each exists once. */
export async function mergeChunks(folder, together) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
  const texts = new Map(await Promise.all(files.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')])));
  const reached = new Set();
  for (const entry of together) reach(`${entry}.js`, texts, reached);
  const chunks = [...reached].filter((file) => /^chunk-[A-Z0-9]{8}\.js$/.test(file)).sort();
  if (chunks.length < 2) return;

  const contents = chunks.map((file) => `export * from './${file}';`).join('\n');
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder }, bundle: true, format: 'esm', platform: 'node', target: 'node20', tsconfigRaw: '{}',
    plugins: [othersStay(chunks)], write: false, metafile: true, logLevel: 'error', outfile: path.join(folder, shared),
  });
  // Two exports of one name would cancel each other without a word.
  const names = chunks.flatMap((file) => exportsOf(texts.get(file)));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`${folder}: two chunks export ${twice}`);
  const [{ exports }] = Object.values(metafile.outputs);
  const lost = names.find((name) => !exports.includes(name));
  if (lost) throw new Error(`${folder}: ${lost} is not in ${shared}`);

  for (const file of chunks) await rm(path.join(folder, file));
  await writeFile(path.join(folder, shared), pointedToShared(outputFiles[0].text, chunks));
  for (const [file, text] of texts) if (!chunks.includes(file)) await writeFile(path.join(folder, file), pointedToShared(text, chunks));
}

function reach(file, texts, reached) {
  if (reached.has(file)) return;
  reached.add(file);
  for (const [, specifier] of texts.get(file).matchAll(staticImport)) reach(path.posix.join(path.posix.dirname(file), specifier), texts, reached);
}

/** Whatever is no merged chunk stays as it is: packages, schemas, and what else is loaded when it is needed. */
function othersStay(chunks) {
  return {
    name: 'others-stay',
    setup({ onResolve }) {
      onResolve({ filter: /(?:)/ }, ({ path: specifier, kind }) => (kind === 'entry-point' || chunks.includes(path.posix.basename(specifier)) ? undefined : { path: specifier, external: true }));
    },
  };
}

function exportsOf(text) {
  return [...text.matchAll(/(?:^|\n)export \{([^}]*)\};/g)].flatMap(([, names]) => names.split(',').map((name) => name.trim().split(' as ').at(-1)).filter(Boolean));
}

function pointedToShared(text, chunks) {
  return text.replace(chunkName, (file) => (chunks.includes(file) ? shared : file));
}
