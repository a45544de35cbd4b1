import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.js';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Packages that others import; the CLI is run, not imported. */
export const libraries = ['core', 'ozon', 'wildberries', 'yandex', 'saga'] as const;
export const packages = [...libraries, 'cli'] as const;
export const marketplaces = ['ozon', 'wildberries', 'yandex'] as const;
export type PackageName = (typeof packages)[number];

export const folderOf = (name: PackageName): string => path.join(root, 'packages', name);

/** What this folder reads of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export const manifestOf = (name: PackageName): Manifest => JSON.parse(readFileSync(path.join(folderOf(name), 'package.json'), 'utf8')) as Manifest;

/** Import specifiers of every entry: `@occwo/core`, `@occwo/core/client`, … */
export function entriesOf(name: PackageName): string[] {
  const manifest = manifestOf(name);
  return Object.keys(manifest.exports).filter((key) => !key.endsWith('.json')).map((key) => `${manifest.name}${key.slice(1)}`);
}

/** All files below a folder, as paths relative to it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Builds every package when one of them is older than its sources, so that these tests judge what is written now. */
export async function buildIfStale(): Promise<void> {
  const stale = packages.some((name) => {
    const built = path.join(folderOf(name), name === 'cli' ? 'oclif.manifest.json' : 'dist/esm/index.js');
    const sources = [path.join(folderOf(name), 'package.json'), ...filesOf(path.join(folderOf(name), 'src')).filter((file) => !/\.test(-d)?\.ts$/.test(file)).map((file) => path.join(folderOf(name), 'src', file))];
    return !existsSync(built) || sources.some((file) => statSync(file).mtimeMs > statSync(built).mtimeMs);
  });
  if (stale) await run(process.execPath, [path.join(root, 'tools/build/build.mjs')], root);
}
