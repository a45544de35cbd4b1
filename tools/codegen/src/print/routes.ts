import type { ApiModel, ApiOperation, Parameter } from '../model.js';
import type { ModelFiles } from '../types/model-files.js';
import type { Signature, SignaturePrinter } from '../types/signatures.js';
import { banner } from './banner.js';

/** The flat map behind `request()`: what each route takes and gives, by the types that the methods have. */
export function printRoutes(model: ApiModel, files: ModelFiles, signatures: ReadonlyMap<ApiOperation, Signature>, printer: SignaturePrinter): string {
  const parts = model.operations.map((operation) => partsOf(operation, signatures.get(operation) as Signature, printer));
  const lines = model.operations.map(({ route }, index) => `  '${route}': ${routeType(parts[index] as string[])};`);
  return [
    banner.trimEnd(),
    ...files.imports('routes', (other) => `./methods/${other}.js`, lines),
    '',
    '/** Every documented route with its parts. */',
    `export interface ${model.title.replace(/Methods$/, '')}Routes {`,
    ...lines,
    '}',
    ...Object.values(shapes).filter(({ name }) => lines.some((line) => line.includes(`: ${name}<`))).map(({ text }) => `\n${text}`),
    '',
  ].join('\n');
}

/** Two routes in three have one of these shapes: said by name, each costs a consumer's compiler a third less. */
const shapes = {
  'reply': { name: 'PlainRoute', text: 'export interface PlainRoute<Reply> {\n  reply: Reply;\n}' },
  'body reply': { name: 'BodyRoute', text: 'export interface BodyRoute<Body, Reply> {\n  body: Body;\n  reply: Reply;\n}' },
  'body? reply': { name: 'OptionalBodyRoute', text: 'export interface OptionalBodyRoute<Body, Reply> {\n  body?: Body;\n  reply: Reply;\n}' },
} as const;

function routeType(parts: readonly string[]): string {
  const fields = parts.map((part) => part.split(/: (.*)/s) as [key: string, type: string]);
  const shape = shapes[fields.map(([key]) => key).join(' ') as keyof typeof shapes] as (typeof shapes)[keyof typeof shapes] | undefined;
  return shape ? `${shape.name}<${fields.map(([, type]) => type).join(', ')}>` : `{ ${parts.join('; ')} }`;
}

function partsOf(operation: ApiOperation, { body, reply }: Signature, printer: SignaturePrinter): string[] {
  const part = (key: string, place: Parameter['in']) => {
    const own = operation.parameters.filter((parameter) => parameter.in === place);
    if (own.length === 0) return [];
    // Parameters of one place alone are what the method takes; where it takes more, the names are picked out of that.
    const alone = own.length === operation.parameters.length && !body;
    const names = own.map(({ name }) => `'${name}'`).join(' | ');
    const type = alone ? printer.paramsName(operation) : `Pick<${printer.paramsName(operation)}, ${names}>`;
    return [`${key}${own.some(({ required }) => required) ? '' : '?'}: ${type}`];
  };
  return [
    ...part('path', 'path'), ...part('query', 'query'), ...part('headers', 'header'),
    ...(body ? [`body${body.optional ? '?' : ''}: ${bodyText(operation, body.type, printer)}`] : []),
    `reply: ${reply}`,
  ];
}

/** A body beside parameters is named through them where it is no interface of its own. */
function bodyText(operation: ApiOperation, type: string, printer: SignaturePrinter): string {
  return isName(type) ? type : `${printer.paramsName(operation)}['body']`;
}

function isName(type: string): boolean {
  return /^[A-Z]\w*$/.test(type) && type !== 'Uint8Array';
}
