import type { ApiOperation, Schema } from '../model.js';
import { pascalCase, singular } from '../names/words.js';
import type { ModelFiles } from './model-files.js';
import type { Scope, TypePrinter } from './type-printer.js';
import type { Direction } from './usage.js';

/** The types of one operation, as texts that are valid in the file of its group. */
export interface Signature {
  readonly params: string;
  /** Nothing is required, so the argument may be left out. */
  readonly optional: boolean;
  readonly reply: string;
  /** For an operation that pages: the type of one item, and of the parameters without what the iterator fills in. */
  readonly item: string | undefined;
  readonly allParams: string;
  readonly allOptional: boolean;
  /** Parts for the route map; undefined where there is none. */
  readonly body: { readonly type: string; readonly optional: boolean } | undefined;
}

/** Declares the parameters and the reply of an operation in the file of its group. */
export class SignaturePrinter {
  constructor(
    private readonly files: ModelFiles,
    private readonly types: TypePrinter,
  ) {}

  print(operation: ApiOperation): Signature {
    const prefix = `${pascalCase(singular(operation.group))}${pascalCase(operation.name)}`;
    const params = this.#params(operation, prefix);
    const reply = this.#reply(operation, prefix);
    const item = operation.paging && this.#item(operation, reply.scope);
    return { ...params, ...this.#allParams(operation, prefix, params), reply: reply.type, item };
  }

  #scope(operation: ApiOperation, prefix: string, direction: Direction, trail: readonly string[] = []): Scope {
    return { file: operation.group, prefix, trail, direction };
  }

  #params(operation: ApiOperation, prefix: string): Omit<Signature, 'reply' | 'item' | 'allParams' | 'allOptional'> {
    const { body, parameters } = operation;
    const scope = this.#scope(operation, prefix, 'request');
    const schema = body.schema && this.types.resolve(body.schema);
    const flat = body.kind === 'object' && schema && !schema.anyOf && schema.properties !== undefined;
    const united = body.kind === 'object' && schema?.anyOf !== undefined && parameters.length === 0;
    const wrapped = !flat && !united && body.kind !== 'none' && schema && (body.kind !== 'object' || Object.keys(schema).length > 1);
    const fields = Object.keys((flat && schema.properties) || {});
    const clash = parameters.find(({ name }) => fields.includes(name) || (wrapped && name === 'body'));
    if (clash) throw new Error(`${operation.route}: ${clash.name} is both a parameter and a field of the body`);

    if (united) {
      const name = this.#declareAlias(operation, `${prefix}Params`, this.types.typeOf(schema, { ...scope, trail: ['body'] }));
      return { params: name, optional: false, body: { type: name, optional: false } };
    }
    const fieldsRequired = flat && body.required !== false && (schema.required ?? []).length > 0;
    const optional = !parameters.some(({ required }) => required) && !fieldsRequired && !(wrapped && body.required);
    if (flat && parameters.length === 0) {
      const name = this.#declare(operation, `${prefix}Params`, '', () => this.types.propertiesOf(relaxed(schema, body.required), scope));
      return { params: name, optional, body: { type: name, optional } };
    }
    if (parameters.length === 0 && !flat && !wrapped) return { params: 'Record<string, never>', optional: true, body: undefined };
    const bodyName = flat && fields.length > 0 ? this.#declare(operation, `${prefix}Body`, '', () => this.types.propertiesOf(relaxed(schema, body.required), scope)) : undefined;
    const bodyType = wrapped ? this.types.typeOf(body.schema as Schema, { ...scope, trail: [body.kind === 'array' ? 'item' : 'body'] }) : undefined;
    const name = this.#declare(operation, `${prefix}Params`, bodyName ? ` extends ${bodyName}` : '', () => [
      ...parameters.flatMap((parameter) => this.types.propertyLines(parameter.name, parameter.schema, parameter.required, scope)),
      ...(bodyType ? [`  body${body.required ? '' : '?'}: ${bodyType};`] : []),
    ]);
    const bodyPart = bodyName ? { type: bodyName, optional: !fieldsRequired } : bodyType ? { type: bodyType, optional: !body.required } : undefined;
    return { params: name, optional, body: bodyPart };
  }

  /** Where page size or place are required of who asks for one page, the iterator must not ask for them. */
  #allParams(operation: ApiOperation, prefix: string, own: Omit<Signature, 'reply' | 'item' | 'allParams' | 'allOptional'>): { allParams: string; allOptional: boolean } {
    const filled = filledByIterator(operation);
    const { parameters, body } = operation;
    const schema = body.kind === 'object' && body.schema ? this.types.resolve(body.schema) : undefined;
    const required = parameters.length > 0 ? parameters.filter((each) => each.required).map(({ name }) => name) : (schema?.required ?? []);
    const taken = required.filter((name) => filled.has(name));
    if (taken.length === 0) return { allParams: own.params, allOptional: own.optional };
    const scope = this.#scope(operation, prefix, 'request');
    const heritage = own.body && schema && parameters.length > 0 ? ` extends ${own.body.type}` : '';
    const name = this.#declare(operation, `${prefix}AllParams`, heritage, () =>
      parameters.length > 0
        ? parameters.flatMap((each) => this.types.propertyLines(each.name, each.schema, each.required && !filled.has(each.name), scope))
        : this.types.propertiesOf({ ...schema, required: required.filter((each) => !filled.has(each)) }, scope));
    return { allParams: name, allOptional: taken.length === required.length };
  }

  /** What a method's parameters are called. */
  paramsName(operation: ApiOperation): string {
    return `${pascalCase(singular(operation.group))}${pascalCase(operation.name)}Params`;
  }

  #reply(operation: ApiOperation, prefix: string): { type: string; scope: Scope } {
    const scope = this.#scope(operation, prefix, 'reply');
    const { kind, schema, mayBeEmpty } = operation.reply;
    const empty = mayBeEmpty ? ' | undefined' : '';
    if (kind === 'none') return { type: 'void', scope };
    if (kind === 'binary') return { type: `Uint8Array${empty}`, scope };
    if (!schema) return { type: 'unknown', scope };
    const resolved = this.types.resolve(schema);
    const name = `${prefix}Reply`;
    const plain = resolved.properties && Object.keys(resolved.properties).length > 0 && !resolved.anyOf;
    const declared = plain
      ? this.#declare(operation, name, '', () => this.types.propertiesOf(resolved, scope))
      : this.#declareAlias(operation, name, this.types.typeOf(schema, { ...scope, trail: ['item'] }));
    return { type: `${declared}${empty}`, scope };
  }

  #declare(operation: ApiOperation, name: string, heritage: string, lines: () => readonly string[]): string {
    const free = this.files.freeName(name, [], 'request');
    const place = this.files.reserve(operation.group, free, true);
    place.lines = [`export interface ${free}${heritage} {`, ...lines(), '}'];
    return free;
  }

  #declareAlias(operation: ApiOperation, name: string, type: string): string {
    const free = this.files.freeName(name, [], 'request');
    this.files.reserve(operation.group, free, true).lines = [`export type ${free} = ${type};`];
    return free;
  }

  /** The type of what stands in the array at `paging.items`; the reply must really have it there. */
  #item(operation: ApiOperation, scope: Scope): string {
    let schema = this.types.resolve(operation.reply.schema ?? {});
    const trail: string[] = [];
    for (const step of (operation.paging?.items ?? '').split('.').filter((each) => each !== '')) {
      const next = schema.properties?.[step];
      if (!next) throw new Error(`${operation.route}: paging.items has no ${step} in the reply`);
      trail.push(step);
      schema = this.types.resolve(next);
    }
    if (schema.type !== 'array' && !(Array.isArray(schema.type) && schema.type.includes('array'))) throw new Error(`${operation.route}: paging.items is no array`);
    return this.types.typeOf(schema.items ?? {}, { ...scope, trail: trail.length > 0 ? trail : ['item'] });
  }
}

/** Parameters and fields at the top that a page iterator sets by itself. */
function filledByIterator({ paging }: ApiOperation): ReadonlySet<string> {
  const cursors = paging?.start === undefined ? [] : (paging.next ?? []).map(([, to]) => to);
  const places = [paging?.size?.at, paging?.at, ...cursors].filter((place) => place !== undefined);
  return new Set(places.map((place) => place.replace(/^\?/, '')).filter((place) => !place.includes('.')));
}

/** The fields of a body that may be missing as a whole are required only of who sends one; flat parameters cannot say that. */
function relaxed(schema: Schema, required: boolean): Schema {
  if (required) return schema;
  const { required: _dropped, ...rest } = schema;
  return rest;
}
