import type { HttpMethod } from '../../../../packages/core/src/client/operation.js';
import type { Api } from '../apis.js';
import type { ApiDocument, DocumentOperation, Parameter, Schema } from '../model.js';
import { normalize } from '../repairs/normalize.js';
import type { RepairLog } from '../repairs/repair-log.js';
import { pascalCase } from '../names/words.js';
import { nameComponents } from './component-names.js';
import { addedFile } from './added.js';
import { hostTable } from './hosts.js';
import type { RawDocument } from './load-documents.js';
import { dereference } from './open-api.js';
import type { OpenApi, OpenApiOperation, OpenApiPath } from './open-api.js';
import { readBody, readReply } from './read-content.js';
import { vendorLinks } from './vendor-links.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Turns the raw documents of an API into operations and definitions, repaired. Throws on anything it cannot read. */
export function readOperations(api: Api, raw: readonly RawDocument[], log: RepairLog): ApiDocument {
  const documents = raw.map(({ file, content }) => ({ file, tag: documentTag(file), document: content as unknown as OpenApi }));
  const nameOf = nameComponents(documents, log);
  const hosts = hostTable(raw.filter(({ file }) => file !== addedFile).length === 1);
  const linkOf = vendorLinks(api, documents);
  const definitions = new Map<string, Schema>();
  const operations: DocumentOperation[] = [];

  documents.forEach(({ file, document }, index) => {
    const retarget = <Value>(value: Value): Value => retargetReferences(value, (component) => nameOf(index, component)) as Value;
    const resolve = (reference: string): Schema => {
      const name = reference.replace('#/$defs/', '');
      const known = definitions.get(name);
      if (known) return known;
      const component = componentOf(document, name, (candidate) => nameOf(index, candidate));
      definitions.set(name, {});
      const schema = normalize(retarget(component), name, log, resolve);
      definitions.set(name, schema);
      followReferences(schema, resolve);
      return schema;
    };
    const schemaAt = (schema: Schema, place: string): Schema => {
      const repaired = normalize(retarget(schema), place, log, resolve);
      followReferences(repaired, resolve);
      return repaired;
    };

    for (const [path, item] of Object.entries(document.paths)) {
      for (const verb of methods) {
        const operation = item[verb] as OpenApiOperation | undefined;
        if (!operation) continue;
        const method = verb.toUpperCase() as HttpMethod;
        const route = `${method} ${path}`;
        if (operation.responses === undefined) throw new Error(`${file}: ${route} has no responses`);
        operations.push({
          route, method, path,
          host: hosts.of(operation.servers ?? item.servers ?? document.servers, route),
          operationId: operation.operationId,
          title: (operation.summary ?? '').trim(),
          tag: operation.tags?.[0],
          link: linkOf(file, operation, method, path),
          deprecated: operation.deprecated === true,
          parameters: readParameters({ api, document, item, operation, route, log, schemaAt }),
          body: readBody(operation, document, route, log, schemaAt),
          reply: readReply(operation, document, route, log, schemaAt),
        });
      }
    }
  });
  return { operations, definitions: Object.fromEntries(definitions), hosts: hosts.table() };
}

/** `02-items.yaml` → `Items`. */
function documentTag(file: string): string {
  return pascalCase(file.replace(/\.\w+$/, '').replace(/^\d+-/, ''));
}

function componentOf(document: OpenApi, name: string, nameOf: (component: string) => string): Schema {
  for (const [component, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (nameOf(component) === name) return schema as Schema;
  }
  throw new Error(`definition ${name} is in no document`);
}

/** Points references at `$defs`. Examples are left alone: they are data, and a property may be called so. */
function retargetReferences(value: unknown, nameOf: (component: string) => string, isSchema = true): unknown {
  if (Array.isArray(value)) return value.map((item) => retargetReferences(item, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (isSchema && key === '$ref' && typeof item === 'string') {
        const component = /^#\/components\/schemas\/(.+)$/.exec(item)?.[1];
        if (component === undefined) throw new Error(`${item} is no reference to a schema`);
        return [key, `#/$defs/${nameOf(component)}`];
      }
      return [key, isSchema && (key === 'example' || key === 'examples') ? item : retargetReferences(item, nameOf, !(isSchema && key === 'properties'))];
    }),
  );
}

function followReferences(schema: Schema, resolve: (reference: string) => Schema): void {
  if (schema.$ref) {
    resolve(schema.$ref);
    return;
  }
  for (const part of [schema.items, ...Object.values(schema.properties ?? {}), ...(schema.anyOf ?? [])]) if (part) followReferences(part, resolve);
  if (typeof schema.additionalProperties === 'object') followReferences(schema.additionalProperties, resolve);
}

interface ParameterSource {
  readonly api: Api;
  readonly document: OpenApi;
  readonly item: OpenApiPath;
  readonly operation: OpenApiOperation;
  readonly route: string;
  readonly log: RepairLog;
  readonly schemaAt: (schema: Schema, place: string) => Schema;
}

/** The text of a parameter stands beside its schema. A date's is put inside: it says which of its parts comes first. */
const described = (schema: Schema, description: string | undefined): Schema => (description && schema.format === 'date' ? { description, ...schema } : schema);

function readParameters({ api, document, item, operation, route, log, schemaAt }: ParameterSource): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const raw of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = dereference(raw, document);
    if (parameter.in === 'header' && api.ownHeaders.includes(parameter.name)) continue;
    if (parameter.in !== 'path' && parameter.in !== 'query' && parameter.in !== 'header') throw new Error(`${route}: parameter ${parameter.name} in ${parameter.in}`);
    if (!parameter.schema) throw new Error(`${route}: parameter ${parameter.name} has no schema`);
    found.set(`${parameter.in}:${parameter.name}`, {
      name: parameter.name, in: parameter.in,
      required: (parameter.in === 'path' && !api.knownParameters.includes(parameter.name)) || (parameter.in !== 'path' && parameter.required === true),
      schema: schemaAt(described(parameter.schema, parameter.description), `${route}?${parameter.name}`),
    });
  }
  for (const [, name] of route.matchAll(/\{([^}]+)\}/g)) {
    if (!name || found.has(`path:${name}`)) continue;
    log.note('undeclared-path-parameter', `${route}?${name}`);
    found.set(`path:${name}`, { name, in: 'path', required: true, schema: { type: 'string' } });
  }
  return [...found.values()];
}
