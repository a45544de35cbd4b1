import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Limit } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { limits } from '../generated/limits.js';
import { operations } from '../generated/operations.js';

const file = fileURLToPath(new URL('../../../../../shared/specs/wildberries/rate-limits.csv', import.meta.url));
const present = existsSync(file);

/** Rows of the table of limits: one an operation and token type. */
function rows(): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index], value])));
}

/** Whether a limit lets exactly the row's number of requests through for the row's token type. */
function fits(limit: Limit, { token_type: type = '', limit: count, period_ms: period, burst, cost_4xx: cost }: Record<string, string>): boolean {
  const [window] = limit.tiers?.[type] ?? limit.windows;
  return (
    window !== undefined &&
    Math.abs(window.count / window.periodMs - Number(count) / Number(period)) < 1e-9 &&
    (burst === '' || (window.burst ?? window.count) === Number(burst)) &&
    (limit.clientErrorCost ?? 1) === Number(cost)
  );
}

describe.skipIf(!present)('limits by token type (../shared is there)', () => {
  it('holds the official figure of every operation and token type', () => {
    const index = operationIndex(operations);
    const wrong = rows().filter((row) => {
      const { limits: keys } = index.byRoute(`${row.method} ${row.host?.split('.')[0]} ${row.path}`);
      return !keys.some((key) => limits[key] && fits(limits[key], row));
    });
    expect(wrong).toEqual([]);
    expect(rows().length).toBeGreaterThanOrEqual(760);
  });
});
