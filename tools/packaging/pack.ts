import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { folderOf, manifestOf, packages, root } from './packages.js';
import type { PackageName } from './packages.js';
import { run } from './run.js';

/** A tarball as `npm publish` would send it, and where it lies unpacked. */
export interface Packed {
  readonly name: PackageName;
  readonly tarball: string;
  readonly folder: string;
}

/**
 * Packs every package and unpacks the tarballs into `node_modules` of a new project outside this repository. Third-party packages
 * are links to those that are installed here, so that no network is needed; the tarballs themselves are what a user gets.
 */
export async function packInto(): Promise<{ readonly project: string; readonly packed: readonly Packed[] }> {
  const project = mkdtempSync(path.join(tmpdir(), 'occwo-consumer-'));
  const modules = path.join(project, 'node_modules');
  mkdirSync(path.join(modules, '@occwo'), { recursive: true });
  linkThirdParties(path.join(root, 'node_modules'), modules);
  writeFileSync(path.join(project, 'package.json'), '{ "name": "consumer", "private": true }\n');

  const workspaces = packages.map((name) => `--workspace=${manifestOf(name).name}`);
  await run('npm', ['pack', '--silent', '--pack-destination', project, ...workspaces], root);
  const packed = await Promise.all(packages.map(async (name) => {
    const file = readdirSync(project).find((entry) => entry.startsWith(`occwo-${name}-`) && entry.endsWith('.tgz'));
    if (!file) throw new Error(`npm pack made no tarball of ${name}`);
    const folder = path.join(modules, '@occwo', name);
    mkdirSync(folder);
    await run('tar', ['-xzf', path.join(project, file), '--strip-components=1', '-C', folder], project);
    // Where two versions are in use, npm puts one below the package that wants it.
    linkThirdParties(path.join(folderOf(name), 'node_modules'), path.join(folder, 'node_modules'));
    return { name, tarball: path.join(project, file), folder };
  }));
  return { project, packed };
}

function linkThirdParties(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!name.startsWith('.') && name !== '@occwo') symlinkSync(path.join(from, name), path.join(to, name));
  }
}
