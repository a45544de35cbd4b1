import type { ApiModel, ApiOperation, Schema } from '../model.js';
import type { Usage } from '../types/usage.js';
import { banner } from './banner.js';
import { byGroup } from './operations.js';

/** One JSON file a group: definitions that its operations lead to, and the schemas of each operation. One line each. */
export function printSchemas(model: ApiModel, usage: Usage): Map<string, string> {
  const output = new Map<string, string>();
  for (const [group, operations] of byGroup(model.operations)) {
    const needed = [...new Set(operations.flatMap((operation) => usage.reached(operation)))].sort();
    const definitions = needed.map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(model.definitions[name])}`);
    const schemas = operations.map((operation) => `    ${JSON.stringify(operation.name)}: ${JSON.stringify(operationSchemas(operation))}`);
    output.set(group, `{\n  "$defs": ${block(definitions)},\n  "operations": ${block(schemas)}\n}\n`);
  }
  return output;
}

function block(lines: readonly string[]): string {
  return lines.length > 0 ? `{\n${lines.join(',\n')}\n  }` : '{}';
}

function operationSchemas(operation: ApiOperation): Record<string, Schema> {
  const { body, reply } = operation;
  const path = parameterSchema(operation, 'path');
  const query = parameterSchema(operation, 'query');
  const json = body.kind === 'object' || body.kind === 'array';
  return {
    ...(path && { path }),
    ...(query && { query }),
    ...(json && body.schema && { body: body.schema }),
    ...(reply.kind === 'json' && reply.schema && { reply: reply.schema }),
  };
}

function parameterSchema(operation: ApiOperation, place: 'path' | 'query'): Schema | undefined {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return undefined;
  // A path has no holes, even where the client's options fill one.
  const required = parameters.filter((parameter) => parameter.required || place === 'path').map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 && { required }),
  };
}

/** Loaders of the groups' schemas, each fetched on first use. */
export function printSchemaLoaders(model: ApiModel): string {
  const lines = [...byGroup(model.operations).keys()].map((group) => `  ${group}: () => import('./schemas/${group}.json', { with: { type: 'json' } }),`);
  return `${banner}import type { SchemaLoaders } from '@occwo/core';\n\nexport const schemas: SchemaLoaders = {\n${lines.join('\n')}\n};\n`;
}

/** The type of an imported JSON file: unknown, so that the compiler never reads megabytes of schemas. */
export const jsonModule = `${banner}declare module '*.json' {\n  var value: unknown;\n  export default value;\n}\n`;
