// JavaScript of the libraries: bundled ESM and CJS by tsup. `node javascript.mjs STAGING core ozon` writes below STAGING.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'tsup';
import { mergeChunks } from './merge-chunks.mjs';
import { entriesOf, folderOf, loadedTogether, manifestOf } from './packages.mjs';

const [staging, ...names] = process.argv.slice(2);

async function bundle(name) {
  const { version } = manifestOf(name);
  const entry = Object.fromEntries(entriesOf(name).map((file) => [file, path.join(folderOf(name), 'src', `${file}.ts`)]));
  const output = path.join(staging, name);
  // tsup reads which dependencies stay outside from the package.json of the working folder.
  process.chdir(folderOf(name));
  for (const format of ['esm', 'cjs']) {
    await build({
      config: false, silent: true, entry, format, outDir: path.join(output, format), target: 'node20', platform: 'node',
      splitting: true, treeshake: false, dts: false, clean: false, shims: format === 'cjs',
      outExtension: () => ({ js: '.js' }),
      define: { __PACKAGE_VERSION__: JSON.stringify(version) },
    });
  }
  await mergeChunks(path.join(output, 'esm'), loadedTogether(name));
  // The .js and .d.ts files below it are read as CommonJS by Node and TypeScript.
  await mkdir(path.join(output, 'cjs'), { recursive: true });
  await writeFile(path.join(output, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
}

for (const name of names) await bundle(name);
