import type { GroupSchemas, JsonSchema } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { operations } from '../generated/operations.js';
import { paging } from '../generated/paging.js';
import { schemas } from '../generated/schemas.js';

type Node = JsonSchema & { readonly $ref?: string; readonly type?: unknown; readonly properties?: Record<string, Node>; readonly items?: Node; readonly oneOf?: readonly Node[] };

async function groupOf(name: string): Promise<GroupSchemas> {
  const loaded = (await schemas[name]?.()) as { default: GroupSchemas };
  return loaded.default;
}

/** The schema at a dotted path, following references; undefined where there is none. */
function at(schema: Node | undefined, path: string, { $defs }: GroupSchemas): Node | undefined {
  let node = schema;
  for (const step of ['', ...(path === '' ? [] : path.split('.'))]) {
    if (step !== '') node = node?.properties?.[step];
    while (node?.$ref) node = $defs[node.$ref.replace('#/$defs/', '')] as Node;
  }
  return node;
}

const isArray = (node: Node | undefined) => node?.type === 'array' || (Array.isArray(node?.type) && node.type.includes('array'));
const index = operationIndex(operations);

describe.each(Object.entries(paging))('%s pages as its document says', (name, rule) => {
  const [groupName = '', method = ''] = name.split('.');

  it('has its items in a list of the answer', async () => {
    const group = await groupOf(groupName);
    expect(isArray(at(group.operations[method]?.reply as Node, rule.items, group))).toBe(true);
  });

  it('puts cursor and size where the request has them, and finds them in the answer', async () => {
    const group = await groupOf(groupName);
    const { body, query, reply } = group.operations[method] ?? {};
    const inRequest = (place: string) => (place.startsWith('?') ? (query as Node)?.properties?.[place.slice(1)] : at(body as Node, place, group));
    for (const place of [rule.at, rule.size?.at, ...(rule.next ?? []).map(([, to]) => to)]) {
      if (place !== undefined) expect(inRequest(place), place).toBeDefined();
    }
    const items = at(reply as Node, rule.items, group);
    for (const [from] of rule.next ?? []) {
      expect(rule.style === 'last-item' ? at(items?.items, from, group) : at(reply as Node, from, group), from).toBeDefined();
    }
    if (rule.endAt !== undefined) expect(at(reply as Node, rule.endAt, group), rule.endAt).toBeDefined();
    expect(index.group(groupName).some((operation) => operation.name === name)).toBe(true);
  });
});
