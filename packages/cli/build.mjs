// Builds the CLI: an esbuild split bundle (an entry a command, oclif inside, @occwo/* outside), declarations of the public
// entry, and then the manifest. The order matters: a manifest that is written before bundling sends oclif to unbundled files.
// All of it is made in a folder of this build alone and put in place at the end: a build that fails, and one beside it, harm nothing.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('.', import.meta.url));
const isSource = (file) => file.endsWith('.ts') && !file.includes('.test.');

process.chdir(root);
const work = path.join(root, '../../.tmp');
await mkdir(work, { recursive: true });
const staging = await mkdtemp(path.join(work, 'cli-'));
try {
  await Promise.all([bundle(), declarations()]);
  // oclif reads commands as the package has them, so the staged files stand in a package of their own.
  await copyFile('package.json', path.join(staging, 'package.json'));
  const oclif = path.join(path.dirname(require.resolve('oclif/package.json')), 'bin', 'run.js');
  await run(process.execPath, [oclif, 'manifest', staging], { env: { ...process.env, OCLIF_DISABLE_RC: '1' } });
  if (existsSync('dist')) await rename('dist', path.join(staging, 'former'));
  await rename(path.join(staging, 'dist'), 'dist');
  await rename(path.join(staging, 'oclif.manifest.json'), 'oclif.manifest.json');
} finally {
  await rm(staging, { recursive: true, force: true });
}

async function bundle() {
  const commands = (await readdir('src/commands', { recursive: true })).filter(isSource);
  const entryPoints = ['index', 'run', 'help', ...commands.map((file) => `commands/${file.slice(0, -'.ts'.length)}`)];
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entryPoints.map((name) => [name, `src/${name}.ts`])),
    outdir: path.join(staging, 'dist'), chunkNames: 'chunks/[name]-[hash]',
    bundle: true, splitting: true, minify: true, keepNames: true, format: 'esm', platform: 'node', target: 'node20',
    // Users' own versions of the libraries are used; jiti brings loader files of its own; oclif asks for TypeScript only in development.
    external: ['@occwo/*', 'jiti', 'typescript', 'ts-node'],
    // oclif and some of what it uses are CommonJS and ask for these.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __toPath } from 'node:url'; const require = __createRequire(import.meta.url); const __filename = __toPath(import.meta.url); const __dirname = __toPath(new URL('.', import.meta.url));",
    },
    logLevel: 'warning',
  });
}

async function declarations() {
  await run(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', path.join(staging, 'dist')]).catch((error) => {
    throw new Error(error.stdout || error.message);
  });
}
