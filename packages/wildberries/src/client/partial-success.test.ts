import { readFileSync } from 'node:fs';
import type { GroupSchemas, JsonSchema } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import { expect, it } from 'vitest';
import { operations } from '../generated/operations.js';
import { schemas } from '../generated/schemas.js';

type Node = JsonSchema & { readonly $ref?: string; readonly properties?: Record<string, Node>; readonly items?: Node; readonly oneOf?: readonly Node[]; readonly allOf?: readonly Node[] };

/** Words by which Wildberries says, inside an answer 200, that one of many things was refused. */
const refusal = /^(isError|errors|failed|success)$/;

/** Whether an answer has room for such a word, at its top or in a list of its top. */
function speaksOfEach(node: Node | undefined, group: GroupSchemas, depth = 0): boolean {
  if (!node || depth > 4) return false;
  if (node.$ref) return speaksOfEach(group.$defs[node.$ref.replace('#/$defs/', '')] as Node, group, depth + 1);
  if (Object.keys(node.properties ?? {}).some((name) => refusal.test(name))) return true;
  const lists = Object.values(node.properties ?? {}).flatMap(({ items }) => items ?? []);
  return [...lists, ...(node.oneOf ?? []), ...(node.allOf ?? [])].some((part) => speaksOfEach(part as Node, group, depth + 1));
}

/** What stands at the cursor of the method with this route. */
function documentationOf(group: string, route: string): string {
  const source = readFileSync(new URL(`../generated/methods/${group}.ts`, import.meta.url), 'utf8');
  return source.split('/**').find((text) => text.includes(`- \`${route}\` `)) ?? '';
}

it('says at the cursor of every write that answers 200 to a partial refusal where the refusals stand', async () => {
  const silent: string[] = [];
  let partial = 0;
  for (const { group, name, method, path, effect, host } of operationIndex(operations).all()) {
    if (effect !== 'write' || host === 'devapi-digital') continue;
    const loaded = ((await schemas[group]?.()) as { default: GroupSchemas }).default;
    if (!speaksOfEach(loaded.operations[name.split('.')[1] ?? '']?.reply as Node, loaded)) continue;
    partial += 1;
    if (!/200 also when .* refused: read `/.test(documentationOf(group, `${method} ${path}`))) silent.push(`${method} ${path}`);
  }
  expect(silent).toEqual([]);
  expect(partial).toBeGreaterThanOrEqual(31);
});
