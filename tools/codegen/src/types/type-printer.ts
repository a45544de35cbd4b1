import type { ApiModel, Schema } from '../model.js';
import { pascalCase, singular } from '../names/words.js';
import { describeConstraints } from './constraints.js';
import type { ModelFiles } from './model-files.js';
import { literals, orNull, union } from './unions.js';
import { definitionName } from './usage.js';
import type { Direction, Usage } from './usage.js';

/** Where a type is printed: the file, whose name its parts begin with, and the way of properties that led there. */
export interface Scope {
  readonly file: string;
  readonly prefix: string;
  readonly trail: readonly string[];
  readonly direction: Direction;
}

/** Lists of values up to this length stand where they are used; longer ones get a name. */
const inlineValues = 6;

/** Prints schemas as types, and the models that they need into the right files. */
export class TypePrinter {
  readonly #named = new Map<string, string>();
  /** Inline objects by their schema, so that a place that is printed twice (a shared body, a page's item) has one name. */
  readonly #inline = { request: new WeakMap<Schema, string>(), reply: new WeakMap<Schema, string>() };

  constructor(
    private readonly model: ApiModel,
    private readonly usage: Usage,
    private readonly files: ModelFiles,
  ) {}

  /** The text of a type at a place. */
  typeOf(schema: Schema, scope: Scope): string {
    if (schema.$ref) return this.#reference(definitionName(schema.$ref), scope);
    if (schema.anyOf) return union(schema.anyOf.map((branch) => this.typeOf(branch, branchScope(branch, schema, scope))));
    const types = schema.type === undefined ? [] : Array.isArray(schema.type) ? schema.type : [schema.type];
    if (types.length === 0) return schema.enum ? union(this.#literals(schema.enum, scope.direction)) : 'unknown';
    return union(types.map((type) => this.#single(type, schema, scope)));
  }

  /** The lines of an interface's properties. */
  propertiesOf(schema: Schema, scope: Scope): string[] {
    const required = new Set(schema.required ?? []);
    return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => this.propertyLines(name, property, required.has(name), scope));
  }

  propertyLines(name: string, schema: Schema, required: boolean, scope: Scope): string[] {
    const inner = { ...scope, trail: [...scope.trail, name] };
    const type = this.typeOf(schema, inner);
    const reply = scope.direction === 'reply';
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
    const comment = describeConstraints(schema.$ref ? this.resolve(schema) : schema, scope.direction);
    return [...(comment ? [`  /** ${comment} */`] : []), `  ${key}${reply || !required ? '?' : ''}: ${reply ? orNull(type, this.files) : type};`];
  }

  /** A schema with references followed. */
  resolve(schema: Schema): Schema {
    return schema.$ref ? this.resolve(this.model.definitions[definitionName(schema.$ref)] as Schema) : schema;
  }

  /** Names an inline object or list of values by the properties that lead to it, and prints it. */
  declareInline(schema: Schema, scope: Scope): string {
    const known = this.#inline[scope.direction].get(schema);
    if (known) return known;
    const name = this.files.freeName(scope.prefix, scope.trail.map((step) => pascalCase(singular(step))), scope.direction);
    this.#inline[scope.direction].set(schema, name);
    this.#declare(name, schema, scope);
    return name;
  }

  #single(type: string, schema: Schema, scope: Scope): string {
    if (type === 'null') return 'null';
    if (type === 'array') return arrayOf(this.typeOf(schema.items ?? {}, scope));
    if (type === 'object') return this.#object(schema, scope);
    if (schema.enum) {
      if (schema.enum.length <= inlineValues) return union(this.#literals(schema.enum, scope.direction));
      return this.declareInline({ type, enum: schema.enum }, scope);
    }
    if (type === 'integer') return 'number';
    // Known from prose only, so open in both directions.
    if (schema.examples) return schema.examples.length <= inlineValues ? union(this.#literals(schema.examples, 'reply')) : this.declareInline({ type, examples: schema.examples }, scope);
    return schema.format === 'binary' && scope.direction === 'request' ? 'Blob | Uint8Array' : type;
  }

  #object(schema: Schema, scope: Scope): string {
    if (schema.properties && Object.keys(schema.properties).length > 0) return this.declareInline(schema, scope);
    if (typeof schema.additionalProperties === 'object') return `Record<string, ${this.typeOf(schema.additionalProperties, scope)}>`;
    return 'Record<string, unknown>';
  }

  #reference(component: string, scope: Scope): string {
    const schema = this.model.definitions[component] as Schema;
    const resolved = this.resolve(schema);
    const named = (resolved.properties && Object.keys(resolved.properties).length > 0 && !resolved.anyOf) || (resolved.enum ?? resolved.examples ?? []).length > inlineValues;
    if (schema.$ref || !named) return this.typeOf(schema, scope);
    const key = `${scope.direction}:${component}`;
    const known = this.#named.get(key);
    if (known) return known;
    const users = this.usage.operations(component, scope.direction);
    const groups = new Set(users.map(({ group }) => group));
    const file = groups.size > 1 ? 'shared' : scope.file;
    const single = users.length === 1;
    const name = single
      ? this.files.freeName(scope.prefix, scope.trail.map((step) => pascalCase(singular(step))), scope.direction)
      : this.files.freeName(this.#ownName(component, scope.direction), [], scope.direction);
    this.#named.set(key, name);
    this.#declare(name, schema, { file, direction: scope.direction, prefix: single ? scope.prefix : name, trail: single ? scope.trail : [] });
    return name;
  }

  /** A definition that requests and replies share is two types, because one is closed and the other open. */
  #ownName(component: string, direction: Direction): string {
    const both = direction === 'request' && this.usage.operations(component, 'reply').length > 0;
    return both ? `${component}Input` : component;
  }

  #declare(name: string, schema: Schema, scope: Scope): void {
    const place = this.files.reserve(scope.file, name);
    const resolved = this.resolve(schema);
    if (resolved.enum) place.lines = [`export type ${name} =`, ...listed(this.#literals(resolved.enum, scope.direction))];
    else if (resolved.examples) place.lines = [`export type ${name} =`, ...listed(this.#literals(resolved.examples, 'reply'))];
    else place.lines = [`export interface ${name} {`, ...this.propertiesOf(resolved, scope), '}'];
  }

  #literals(values: readonly unknown[], direction: Direction): string[] {
    return literals(values, direction === 'reply' ? this.files : undefined);
  }
}

/** A union, a value a line. */
function listed(types: readonly string[]): string[] {
  return types.map((type, index) => `  | ${type}${index === types.length - 1 ? ';' : ''}`);
}

/** Branches of a union are told apart by their own names, because they share the place they stand at. */
function branchScope(branch: Schema, whole: Schema, scope: Scope): Scope {
  const real = (whole.anyOf ?? []).filter((each) => each.type !== 'null');
  return branch.$ref && real.length > 1 ? { ...scope, trail: [...scope.trail.slice(0, -1), definitionName(branch.$ref)] } : scope;
}

function arrayOf(item: string): string {
  return /[|&]/.test(item) && !/^Record<[^|&]*>$/.test(item) ? `(${item})[]` : `${item}[]`;
}
