import type { IncomingMessage } from 'node:http';
import type { Operation } from '../client/operation.js';
import { parseJson } from '../wire/json.js';

/** Reads a whole request body; a marketplace's own limit is 10 MB or less. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** JSON as values, anything else as bytes; an empty body is undefined. Throws a SyntaxError on broken JSON. */
export function parseRequestBody(operation: Operation, body: Buffer): unknown {
  if (body.byteLength === 0) return undefined;
  if (operation.body === 'form' || operation.body === 'binary') return body;
  return parseJson(body.toString('utf8'));
}

/** Query parameters: a repeated name becomes a list. Numbers and booleans become values, because schemas ask for them. */
export function parseQuery(parameters: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] as string);
  }
  return query;
}
