// Which packages there are, and what each one's entries are: both are read from package.json, so that neither can go stale.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Library packages; the CLI stands on all of them and has a build of its own. */
export const libraries = ['core', 'ozon', 'wildberries', 'yandex', 'saga'];

export const folderOf = (name) => path.join(root, 'packages', name);

export const manifestOf = (name) => JSON.parse(readFileSync(path.join(folderOf(name), 'package.json'), 'utf8'));

/** `['index', 'testing/index']`: the entries of a library, as paths inside src and dist alike. */
export function entriesOf(name) {
  return Object.values(manifestOf(name).exports)
    .filter((target) => typeof target === 'object')
    .map((target) => target.import.default.replace('./dist/esm/', '').replace('.js', ''));
}

/** Entries of a library that one import of a client loads; the others are for tests, sandboxes, tools and files, or bring a package of their own. */
export function loadedTogether(name) {
  const late = /^(testing|sandbox|otel|alerts|cache|files)\//;
  return name === 'core' ? entriesOf(name).filter((entry) => !late.test(entry)) : ['index'];
}
