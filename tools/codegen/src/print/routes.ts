import type { ApiModel, ApiOperation } from '../model.js';
import { byGroup } from './operations.js';
import { banner } from './banner.js';
import type { Signature, SignaturePrinter } from '../types/signatures.js';

/** The flat map behind `request()`: what each route takes and gives, by indexed access only. */
export function printRoutes(model: ApiModel, signatures: ReadonlyMap<ApiOperation, Signature>, printer: SignaturePrinter): string {
  const imports = [...byGroup(model.operations)].map(([group, operations]) => {
    const names = new Set(operations.flatMap((operation) => namesIn(operation, signatures.get(operation) as Signature, printer)));
    return names.size > 0 ? `import type { ${[...names].sort().join(', ')} } from './methods/${group}.js';` : undefined;
  });
  const lines = model.operations.map((operation) => `  '${operation.route}': { ${partsOf(operation, signatures.get(operation) as Signature, printer).join('; ')} };`);
  return [
    banner.trimEnd(),
    ...imports.filter((line) => line !== undefined),
    '',
    '/** Every documented route with its parts. */',
    'export interface Routes {',
    ...lines,
    '}',
    '',
  ].join('\n');
}

function partsOf(operation: ApiOperation, signature: Signature, printer: SignaturePrinter): string[] {
  const part = (key: string, place: 'path' | 'query' | 'header') => {
    const lines = printer.parameterLines(operation, place);
    const optional = operation.parameters.every((parameter) => parameter.in !== place || !parameter.required);
    return lines.length > 0 ? [`${key}${optional ? '?' : ''}: { ${lines.join('; ')} }`] : [];
  };
  const { body } = signature;
  return [
    ...part('path', 'path'), ...part('query', 'query'), ...part('headers', 'header'),
    ...(body ? [`body${body.optional ? '?' : ''}: ${bodyText(operation, body.type, printer)}`] : []),
    `reply: ${signature.reply}`,
  ];
}

/** A body beside parameters is named through them where it is no interface of its own. */
function bodyText(operation: ApiOperation, type: string, printer: SignaturePrinter): string {
  return isName(type) ? type : `${printer.paramsName(operation)}['body']`;
}

function namesIn(operation: ApiOperation, signature: Signature, printer: SignaturePrinter): string[] {
  const reply = signature.reply.replace(' | undefined', '');
  const body = signature.body && bodyText(operation, signature.body.type, printer).replace(/\['body'\]$/, '');
  return [
    ...(operation.parameters.length > 0 ? [printer.paramsName(operation)] : []),
    ...(body ? [body] : []),
    ...(['void', 'unknown', 'Uint8Array'].includes(reply) ? [] : [reply]),
  ];
}

function isName(type: string): boolean {
  return /^[A-Z]\w*$/.test(type) && type !== 'Uint8Array';
}
