import type { ApiModel, ApiOperation } from '../model.js';
import { pascalCase } from '../names/words.js';
import type { ModelFiles } from '../types/model-files.js';
import type { Signature } from '../types/signatures.js';
import { banner } from './banner.js';
import { documentationOf } from './documentation.js';
import { byGroup } from './operations.js';

/** `products` → `ProductsMethods`. */
export function interfaceName(group: string): string {
  return `${pascalCase(group)}Methods`;
}

/** One file a group: the interface of its methods, and the models beside it. */
export function printMethods(model: ApiModel, files: ModelFiles, signatures: ReadonlyMap<ApiOperation, Signature>): Map<string, string> {
  const output = new Map<string, string>();
  const groups = byGroup(model.operations);
  for (const [group, operations] of groups) {
    const lines = operations.flatMap((operation) => methodLines(operation, signatures.get(operation) as Signature, model));
    const core = ['CallOptions', ...(operations.some(pages) ? ['Pages', 'PagingOptions'] : [])];
    output.set(group, [
      banner.trimEnd(),
      `import type { ${core.join(', ')} } from '@occwo/core';`,
      ...files.imports(group, (other) => `./${other}.js`, operations.flatMap((operation) => namedBy(signatures.get(operation) as Signature))),
      '',
      `/** \`${model.property}.${group}\`. */`,
      `export interface ${interfaceName(group)} {`,
      ...lines.map((line) => `  ${line}`),
      '}',
      ...files.declarations(group).flatMap((declaration) => ['', declaration]),
      '',
    ].join('\n'));
  }
  const shared = files.declarations('shared');
  if (shared.length > 0) output.set('shared', [banner.trimEnd(), ...files.imports('shared', (other) => `./${other}.js`), ...shared.flatMap((declaration) => ['', declaration]), ''].join('\n'));
  return output;
}

/** The types that a method's line names. */
function namedBy({ params, allParams, reply, item }: Signature): string[] {
  return [params, allParams, reply, ...(item === undefined ? [] : [item])];
}

function methodLines(operation: ApiOperation, signature: Signature, model: ApiModel): string[] {
  const params = `params${signature.optional ? '?' : ''}: ${signature.params}`;
  const call = `${operation.name}(${params}, options?: CallOptions): Promise<${signature.reply}>;`;
  const all = `${operation.name}All(params${signature.allOptional ? '?' : ''}: ${signature.allParams}, options?: PagingOptions): Pages<${signature.item}, ${signature.reply.replace(' | undefined', '')}>;`;
  return [
    ...documentationOf(operation, model),
    call,
    ...(pages(operation) ? [`/** All items of \`${operation.name}\`, page after page. */`, all] : []),
  ];
}

/** One page is all there is, so there is nothing to iterate over. */
function pages({ paging }: ApiOperation): boolean {
  return paging !== undefined && paging.style !== 'limit-only';
}

/** The interface of the whole client. */
export function printClient(model: ApiModel): string {
  const groups = [...byGroup(model.operations).keys()];
  return [
    banner.trimEnd(),
    ...groups.map((group) => `import type { ${interfaceName(group)} } from './methods/${group}.js';`),
    '',
    `/** Every operation, by group. */`,
    `export interface ${model.title} {`,
    ...groups.map((group) => `  readonly ${group}: ${interfaceName(group)};`),
    '}',
    '',
  ].join('\n');
}
