import { isDeepStrictEqual } from 'node:util';
import { pascalCase } from '../names/words.js';
import type { RepairLog } from '../repairs/repair-log.js';
import type { OpenApi } from './open-api.js';

/** Global names that a generated interface would hide. */
const reserved = new Set(['Error', 'Date', 'Object', 'Array', 'Map', 'Set', 'Promise', 'Record', 'Partial', 'Pick', 'Pages', 'CallOptions', 'PagingOptions', 'Blob', 'String', 'Number', 'Boolean', 'Symbol', 'Function', 'Response', 'Request', 'Event']);

/** The name of a definition by document and component. */
export type ComponentNames = (document: number, component: string) => string;

/**
 * Gives every component of every document a name that is an identifier and its own: `v3.APIError` → `V3APIError`, and
 * `Error`, which five Wildberries documents fill differently, gets the document's tag before it in each of them.
 */
export function nameComponents(documents: readonly { readonly tag: string; readonly document: OpenApi }[], log: RepairLog): ComponentNames {
  const byName = new Map<string, { index: number; component: string; schema: unknown }[]>();
  documents.forEach(({ document }, index) => {
    for (const [component, schema] of Object.entries(document.components?.schemas ?? {})) {
      const name = identifier(component, log);
      byName.set(name, [...(byName.get(name) ?? []), { index, component, schema }]);
    }
  });
  const differing = differingNames(byName);
  const names = new Map<string, string>();
  for (const [name, entries] of byName) {
    const differ = differing.has(name);
    if (differ) log.note('colliding-schema-names', name);
    const taken = new Map<string, number>();
    for (const { index, component } of entries) {
      const own = differ ? `${documents[index]?.tag}${name}` : name;
      const count = (taken.get(own) ?? 0) + 1;
      if (differ) taken.set(own, count);
      names.set(`${index}:${component}`, count > 1 && differ ? `${own}${count}` : own);
    }
  }
  return (document, component) => {
    const name = names.get(`${document}:${component}`);
    if (!name) throw new Error(`component ${component} is not in document ${document}`);
    return name;
  };
}

/** Names with different content, and those that lead to such a name by a reference: the same words, another meaning. */
function differingNames(byName: ReadonlyMap<string, readonly { component: string; schema: unknown }[]>): Set<string> {
  const several = [...byName].filter(([, entries]) => entries.length > 1);
  const differing = new Set(several.filter(([, entries]) => entries.some(({ schema }) => !isDeepStrictEqual(schema, entries[0]?.schema))).map(([name]) => name));
  for (let size = -1; size !== differing.size; ) {
    size = differing.size;
    const components = new Set([...differing].flatMap((name) => byName.get(name)?.map(({ component }) => `"#/components/schemas/${component}"`) ?? []));
    for (const [name, entries] of several) {
      const text = JSON.stringify(entries[0]?.schema);
      if ([...components].some((reference) => text.includes(reference))) differing.add(name);
    }
  }
  return differing;
}

function identifier(component: string, log: RepairLog): string {
  const pascal = pascalCase(component);
  if (!/^[A-Za-z_$][\w$]*$/.test(component)) log.note('schema-name-is-no-identifier', component);
  if (reserved.has(pascal)) return `${pascal}Model`;
  return /^\d/.test(pascal) ? `Model${pascal}` : pascal;
}
