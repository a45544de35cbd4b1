import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { operationIndex } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { operations } from '../generated/operations.js';

const file = fileURLToPath(new URL('../../../../../shared/specs/wildberries/operations.csv', import.meta.url));
const present = existsSync(file);

/** One an operation. Some fields stand in quotes, for the commas in them. */
function rows(): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const cells = (line: string) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((value, index) => [names[index], value])));
}

describe.skipIf(!present)('access by operation (../shared is there)', () => {
  it('asks for the category and the types of token that the documents name: a wrong one would refuse a lawful call', () => {
    const index = operationIndex(operations);
    const differing = rows().flatMap((row) => {
      const route = `${row.method} ${row.host?.split('.')[0]} ${row.path}`;
      const [category = '', types = ''] = index.byRoute(route).access?.split(':') ?? [];
      const stated = `${/^(all)?$/.test(row.x_category ?? '') ? '' : row.x_category}:${row.token_types}`;
      return stated === `${category}:${types}` ? [] : [`${route}: ${stated}, ours ${category}:${types}`];
    });
    expect(differing).toEqual([]);
    expect(rows()).toHaveLength(308);
  });
});
