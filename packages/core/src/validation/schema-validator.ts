import type { ValidateFunction } from 'ajv';
import type { Operation } from '../client/operation.js';
import type { GroupSchemas, SchemaLoaders } from '../client/schemas.js';
import type { ValidationIssue } from '../errors/local-errors.js';
import type { CallParameters } from '../pipeline/call.js';
import { holdsBigint, withNumbers } from './bigints.js';
import { issuesOf } from './validation-issues.js';

type Part = 'path' | 'query' | 'body' | 'reply';

/** Checks requests and replies of one API against its generated schemas. */
export interface SchemaValidator {
  request(operation: Operation, parameters: CallParameters): Promise<readonly ValidationIssue[]>;
  reply(operation: Operation, value: unknown): Promise<readonly ValidationIssue[]>;
}

export interface SchemaValidatorOptions {
  /** For a server: path and query arrive as text, so `42` passes for a number there. */
  readonly textParameters?: boolean;
}

interface Group {
  readonly schemas: GroupSchemas;
  readonly compiled: Map<string, ValidateFunction | undefined>;
  compile(schema: object, part: Part): ValidateFunction;
}

/**
 * A validator that loads a group's schemas, and ajv itself, on first use: importing a client costs neither, and a
 * service that calls three groups never compiles the other fifty.
 */
export function schemaValidator(loaders: SchemaLoaders, options: SchemaValidatorOptions = {}): SchemaValidator {
  const groups = new Map<string, Promise<Group | undefined>>();
  /** The groups that are there: with them a check needs no turn of the event loop. */
  const loaded = new Map<string, Group | undefined>();

  const load = (name: string): Promise<Group | undefined> => {
    const known = groups.get(name);
    if (known) return known;
    const loader = loaders[name];
    const group = loader ? loadGroup(name, loader, options) : Promise.resolve(undefined);
    groups.set(name, group);
    void group.then((made) => loaded.set(name, made), () => groups.delete(name));
    return group;
  };
  const groupOf = async (name: string): Promise<Group | undefined> => (loaded.has(name) ? loaded.get(name) : load(name));
  const check = (group: Group | undefined, operation: Operation, part: Part, value: unknown): readonly ValidationIssue[] => {
    const validate = group && validatorOf(group, operation.name.slice(operation.group.length + 1), part);
    if (!validate || validate(value) || (holdsBigint(value) && validate(withNumbers(value)))) return [];
    return issuesOf(part, validate.errors ?? [], value);
  };

  return {
    async request(operation, { path, query, body }) {
      const group = await groupOf(operation.group);
      const found = [...check(group, operation, 'path', path ?? nothing), ...check(group, operation, 'query', query ?? nothing)];
      // Many bodies are optional (filters); where one is not, the schema names the first field that misses.
      if (operation.body === 'object') found.push(...check(group, operation, 'body', body ?? nothing));
      else if (operation.body === 'array') found.push(...check(group, operation, 'body', body));
      return found;
    },
    async reply(operation, value) {
      return check(await groupOf(operation.group), operation, 'reply', value);
    },
  };
}

const nothing: Readonly<Record<string, never>> = Object.freeze({});

async function loadGroup(name: string, loader: () => Promise<{ readonly default: unknown }>, { textParameters }: SchemaValidatorOptions): Promise<Group> {
  const [{ default: raw }, { createAjv }] = await Promise.all([loader(), import('./create-ajv.js')]);
  const schemas = raw as GroupSchemas;
  const id = `occwo:${name}`;
  const withDefinitions = (coerceTypes: boolean) => createAjv(coerceTypes).addSchema({ $id: id, $defs: schemas.$defs });
  const strict = withDefinitions(false);
  const coercing = textParameters ? withDefinitions(true) : strict;
  return {
    schemas,
    compiled: new Map(),
    // The operation's schema is compiled under the group's id, so that `#/$defs/Item` finds the shared definitions.
    compile: (schema, part) => (part === 'path' || part === 'query' ? coercing : strict).compile(rebase(schema, id) as object),
  };
}

/** Points local references of a detached schema at the group's document. */
function rebase(schema: unknown, id: string): unknown {
  if (Array.isArray(schema)) return schema.map((item) => rebase(item, id));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' && value.startsWith('#') ? `${id}${value}` : rebase(value, id),
    ]),
  );
}

function validatorOf(group: Group, method: string, part: Part): ValidateFunction | undefined {
  const key = `${method}.${part}`;
  if (group.compiled.has(key)) return group.compiled.get(key);
  const schema = group.schemas.operations[method]?.[part];
  const validate = schema && group.compile(schema, part);
  group.compiled.set(key, validate);
  return validate;
}
