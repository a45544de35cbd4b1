import { readFile } from 'node:fs/promises';
import type { GroupSchemas, JsonSchema, Operation } from '@occwo/core';
import { CliError } from '../../errors/cli-error.js';
import type { Api } from './api-tables.js';
import { readExactJson } from './exact-json.js';

/** What was typed for a call. */
export interface CallInput {
  /** `{…}`, `@file`, or `-` for stdin. */
  readonly body?: string | undefined;
  /** `name=value` each. */
  readonly query: readonly string[];
  readonly path: readonly string[];
  readonly header: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
}

export interface Parameters {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Reads the parameters of a call; texts become the types that the operation's schema wants. Throws a `usage` error for what cannot be read. */
export async function callParameters({ api, operation, path: fromRoute }: { readonly api: Api; readonly operation: Operation; readonly path: Readonly<Record<string, string>> }, input: CallInput): Promise<Parameters> {
  const group = (await api.schemas[operation.group]?.())?.default as GroupSchemas | undefined;
  const schemas = group?.operations[operation.name.slice(operation.group.length + 1)];
  const typed = (texts: Readonly<Record<string, string | readonly string[]>>, schema: JsonSchema | undefined) => typedValues(texts, schema, group?.$defs ?? {});
  const headers = Object.fromEntries(pairs(input.header, '--header'));
  const unknown = Object.keys(headers).find((name) => !operation.headers.some((known) => known.toLowerCase() === name.toLowerCase()));
  // Credentials come from the environment or the config; a header flag must not become a way around that.
  if (unknown !== undefined) throw new CliError('usage', 'api.header-unknown', { found: unknown, known: operation.headers.join(', ') || '—' });
  const body = input.body === undefined ? undefined : await readBody(input.body, operation, input.stdin);
  return {
    path: typed({ ...fromRoute, ...Object.fromEntries(pairs(input.path, '--path')) }, schemas?.path),
    query: typed(gathered(pairs(input.query, '--query')), schemas?.query),
    headers,
    ...(body !== undefined && { body }),
  };
}

function pairs(texts: readonly string[], flag: string): [string, string][] {
  return texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new CliError('usage', 'api.pair-wrong', { flag, found: text.slice(0, 40) });
    return [text.slice(0, at), text.slice(at + 1)];
  });
}

/** A name that is given several times has several values. */
function gathered(given: readonly [string, string][]): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of given) values[name] = Object.hasOwn(values, name) ? [values[name] ?? [], value].flat() : value;
  return values;
}

function typedValues(texts: Readonly<Record<string, string | readonly string[]>>, schema: JsonSchema | undefined, definitions: GroupSchemas['$defs']): Record<string, unknown> {
  const properties = (follow(schema, definitions).properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => {
    const property = follow(properties[name], definitions);
    if (property.type !== 'array') return [name, typeof value === 'string' ? typedValue(value, property) : value.map((one) => typedValue(one, property))];
    const list = typeof value === 'string' ? value.split(',') : value;
    return [name, list.map((one) => typedValue(one, follow(property.items as JsonSchema | undefined, definitions)))];
  }));
}

function follow(schema: JsonSchema | undefined, definitions: GroupSchemas['$defs']): JsonSchema {
  const reference = schema?.$ref;
  return typeof reference === 'string' ? follow(definitions[reference.split('/').at(-1) ?? ''], definitions) : (schema ?? {});
}

/** A text stays a text where it would not be exact as a number: ids beyond 2^53. */
function typedValue(text: string, { type }: JsonSchema): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type !== 'integer' && type !== 'number') return text;
  const value = Number(text);
  return text.trim() !== '' && String(value) === text ? value : text;
}

async function readBody(text: string, operation: Operation, stdin: AsyncIterable<Uint8Array>): Promise<unknown> {
  const bytes = text === '-' ? await gather(stdin) : text.startsWith('@') ? await readGiven(text.slice(1)) : Buffer.from(text);
  if (operation.body === 'binary') return bytes;
  const body = readExactJson(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  return operation.body === 'form' ? await withFiles(body) : body;
}

/** Fields of a form whose text begins with `@` are files. */
async function withFiles(body: unknown): Promise<unknown> {
  const entries = Object.entries((body ?? {}) as object).map(async ([name, value]) => {
    return [name, typeof value === 'string' && value.startsWith('@') ? await readGiven(value.slice(1)) : (value as unknown)];
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown;
}

async function readGiven(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') throw new CliError('usage', 'file.not-found', { file }, cause);
    throw new CliError('usage', 'file.not-readable', { file, reason: cause.code ?? cause.message }, cause);
  });
}

async function gather(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
