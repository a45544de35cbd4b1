// The one recipe of every library package: bundled ESM and CJS by tsup, declarations by tsc in the shape of src/.
// Run inside the package's folder. dist/cjs carries its own package.json, so its .d.ts files are read as CommonJS types.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'tsup';

const run = promisify(execFile);
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { exports: entries, version } = JSON.parse(await readFile('package.json', 'utf8'));
const entry = Object.fromEntries(
  Object.values(entries)
    .filter((target) => typeof target === 'object')
    .map((target) => target.import.default.replace('./dist/esm/', '').replace('.js', ''))
    .map((name) => [name, `src/${name}.ts`]),
);

await rm('dist', { recursive: true, force: true });
const javascript = (format) =>
  build({
    config: false, silent: true, entry, format, outDir: `dist/${format}`, target: 'node20', platform: 'node',
    splitting: true, treeshake: false, dts: false, clean: false, shims: format === 'cjs',
    outExtension: () => ({ js: '.js' }),
    define: { __PACKAGE_VERSION__: JSON.stringify(version) },
  });
const declarations = async () => {
  try {
    await run(process.execPath, [tsc, '-p', 'tsconfig.build.json']);
  } catch (error) {
    throw new Error(error.stdout || error.message);
  }
};
await Promise.all([javascript('esm'), javascript('cjs'), declarations()]);
await mkdir('dist/cjs', { recursive: true });
await writeFile('dist/cjs/package.json', '{ "type": "commonjs" }\n');
await cp('dist/types', 'dist/esm', { recursive: true });
await cp('dist/types', 'dist/cjs', { recursive: true });
await rm(path.join('dist', 'types'), { recursive: true });
