import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Api } from '../apis.js';

/** A document as it was parsed, with its file's name. */
export interface RawDocument {
  readonly file: string;
  readonly content: Record<string, unknown>;
}

/** Whether a folder holds documents of an API. */
export function hasDocuments(api: Api, root: string): boolean {
  const folder = path.join(root, api.folder);
  return existsSync(folder) && readdirSync(folder).some((file) => api.files.test(file));
}

/** Reads the documents of an API, references to other files followed. Throws when there is none. */
export function loadDocuments(api: Api, root: string): RawDocument[] {
  const folder = path.join(root, api.folder);
  const files = readdirSync(folder).filter((file) => api.files.test(file)).sort();
  if (files.length === 0) throw new Error(`no document of ${api.id} in ${folder}`);
  return files.map((file) => ({ file, content: bundle(path.join(folder, file)) }));
}

/**
 * A document with its parts in other files (Yandex: 1 039 of them). Schemas become components under the name of their
 * file, so that references keep their names; everything else is put in place.
 */
function bundle(file: string): Record<string, unknown> {
  const schemas: Record<string, unknown> = {};
  const root = readParts(file) as Record<string, unknown>;
  const components = (root.components ?? {}) as Record<string, unknown>;
  if (Object.keys(schemas).length === 0) return root;
  return { ...root, components: { ...components, schemas: { ...(components.schemas as object | undefined), ...schemas } } };

  function readParts(name: string): unknown {
    const text = readFileSync(name, 'utf8');
    return follow(name.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: -1 }), path.dirname(name));
  }

  function follow(value: unknown, folder: string): unknown {
    if (Array.isArray(value)) return value.map((item) => follow(item, folder));
    if (typeof value !== 'object' || value === null) return value;
    const object = value as Record<string, unknown>;
    const reference = object.$ref;
    const target = typeof reference === 'string' && /\.ya?ml$/.test(reference) ? path.resolve(folder, reference) : undefined;
    // A reference to a file that is not there (Ozon has one, in a place nobody reads) stays, and fails whoever follows it.
    if (!target || !existsSync(target)) {
      return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, follow(item, folder)]));
    }
    if (path.basename(path.dirname(target)) !== 'schemas') return readParts(target);
    const schema = path.basename(target).replace(/\.ya?ml$/, '');
    if (!(schema in schemas)) {
      schemas[schema] = {};
      schemas[schema] = readParts(target);
    }
    return { ...object, $ref: `#/components/schemas/${schema}` };
  }
}
