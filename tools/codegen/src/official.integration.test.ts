import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LimitWindow } from '../../../packages/core/src/limits/limit.js';
import { createAjv } from '../../../packages/core/src/validation/create-ajv.js';
import { apis } from './apis.js';
import { staleFiles } from './check.js';
import type { Generated } from './generate.js';
import { generateApi } from './main.js';
import type { ApiOperation } from './model.js';
import { docsOf } from './print/docs.js';
import { readTable } from './testing/read-table.js';
import { reportOf } from './report.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const specs = path.resolve(root, '../shared/specs');
const here = existsSync(specs);
if (!here) console.warn(`skipped: the official documents are not in ${specs}`);

type Row = Readonly<Record<string, string>>;
const table = (file: string): Row[] => readTable(readFileSync(path.join(specs, file), 'utf8'));

describe.skipIf(!here)('the official documents', () => {
  const generated = new Map<string, Generated>();
  beforeAll(() => {
    for (const api of apis) generated.set(api.id, generateApi(api, specs));
  });
  const of = (id: string): Generated => generated.get(id) as Generated;
  const byRoute = (id: string): Map<string, ApiOperation> => new Map(of(id).model.operations.map((operation) => [operation.route, operation]));

  it.each([['ozon-seller', 461], ['ozon-performance', 49], ['wildberries', 308], ['yandex', 165]])('%s has %i operations', (id, count) => {
    expect(of(id).model.operations).toHaveLength(count);
  });

  it.each(apis.map((api) => [api.id, api] as const))('what is committed of %s is current', (id, api) => {
    expect(staleFiles(path.join(root, api.output), of(id).files)).toEqual([]);
    expect(JSON.parse(readFileSync(path.join(root, 'tools/codegen/names', `${id}.lock.json`), 'utf8'))).toEqual(of(id).lock);
  });

  it('the committed pages are current', () => {
    const docs = docsOf(apis.map((api) => ({ api, generated: of(api.id) })));
    expect([...docs.keys()]).toEqual(['ozon.md', 'wildberries.md', 'yandex.md']);
    expect(staleFiles(path.join(root, 'docs'), docs)).toEqual([]);
  });

  it.each(apis.map((api) => [api.id, api] as const))('the table of %s is small, its groups are, and every limit is decided', (id, api) => {
    const report = reportOf(api, of(id));
    expect(report.tableGzipBytes).toBeLessThan(8 * 1024);
    expect(report.limits.undecided).toBeUndefined();
    const sizes = of(id).model.operations.reduce((map, { group }) => map.set(group, (map.get(group) ?? 0) + 1), new Map<string, number>());
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(40);
  });

  it.each(apis.map(({ id }) => [id]))('every schema of %s compiles', (id) => {
    for (const [file, text] of of(id).files) {
      if (!file.startsWith('schemas/')) continue;
      const { $defs, operations } = JSON.parse(text) as { $defs: object; operations: Record<string, Record<string, object>> };
      const ajv = createAjv(false);
      for (const [name, parts] of Object.entries(operations)) {
        for (const [part, schema] of Object.entries(parts)) expect(() => ajv.compile({ ...schema, $defs }), `${file} ${name} ${part}`).not.toThrow();
      }
    }
  });

  it('effects are those of the tables, row by row', () => {
    const rows = [
      ...table('ozon/operations.csv').map((row) => [`ozon-${row.api}`, row] as const),
      ...table('wildberries/operations.csv').map((row) => ['wildberries', row] as const),
      ...table('yandex/operations.csv').map((row) => ['yandex', row] as const),
    ].filter(([, row]) => !row.tag?.startsWith('(changelog'));
    const differing = rows.filter(([id, row]) => effectOf(byRoute(id).get(`${row.method} ${row.path}`)) !== row.effect);
    expect(rows).toHaveLength(461 + 49 + 308 + 165);
    expect(differing.map(([, row]) => `${row.method} ${row.path}`)).toEqual([]);
  });

  it('idempotency and ends of Ozon are those of the table', () => {
    for (const row of table('ozon/operations.csv')) {
      const operation = byRoute(`ozon-${row.api}`).get(`${row.method} ${row.path}`);
      if (!operation || row.write_kind === 'token') continue;
      const kind = row.effect === 'read' ? 'read' : row.write_kind === 'job' ? 'job' : row.idempotency;
      expect(operation.kind, operation.route).toBe(kind);
      if (row.shutdown_date) expect(operation.sunset, operation.route).toBe(row.shutdown_date.replace(' removed', ''));
    }
  });

  it('whoever pages by the tables pages here', () => {
    for (const [id, file] of [['ozon-seller', 'ozon'], ['wildberries', 'wildberries'], ['yandex', 'yandex']] as const) {
      const operations = byRoute(id);
      const rows = table(`${file}/operations.csv`).filter((row) => operations.has(`${row.method} ${row.path}`));
      const paging = rows.filter((row) => row.pagination !== 'none').map((row) => `${row.method} ${row.path}`);
      expect([...operations.values()].filter((operation) => operation.paging).map(({ route }) => route).sort()).toEqual(paging.sort());
    }
  });

  it('every limit of Wildberries is paid, in its tier and with its burst', () => {
    const { model } = of('wildberries');
    const operations = byRoute('wildberries');
    for (const row of table('wildberries/rate-limits.csv')) {
      const operation = operations.get(`${row.method} ${row.path}`) as ApiOperation;
      const limits = operation.limits.map((key) => model.limits[key]);
      const windows = limits.flatMap((limit) => (row.token_type === 'base' ? (limit?.tiers?.base ?? limit?.windows) : limit?.windows) ?? []);
      expect(windows.some((window) => isWindow(window, row)), `${operation.route} ${row.token_type}`).toBe(true);
      if (row.cost_4xx === '10') expect(limits.some((limit) => limit?.clientErrorCost === 10), operation.route).toBe(true);
    }
    expect(Object.keys(model.limits).filter((key) => !key.includes('.'))).toHaveLength(21);
  });

  it('every limit of Yandex Market is paid, without and with the subscription', () => {
    const { model } = of('yandex');
    const operations = byRoute('yandex');
    for (const row of table('yandex/rate-limits.csv')) {
      const operation = operations.get(`${row.method} ${row.path}`) as ApiOperation;
      const limit = model.limits[`${operation.group}.${operation.name}`];
      expect(limit?.windows[0]?.count, operation.route).toBe(Number(row.limit));
      expect((limit?.tiers?.medium ?? limit?.windows)?.[0]?.count, operation.route).toBe(Number(row.limit_medium));
      expect(limit?.windows[0]?.periodMs, operation.route).toBe(yandexPeriod(row.period));
      const [unit, items] = /^(req|resp)\.(.+)$/.exec(row.counted_at ?? '')?.slice(1) ?? [];
      expect([limit?.windows[0]?.unit, limit?.windows[0]?.items], operation.route).toEqual([unit && { req: 'sent', resp: 'returned' }[unit], items]);
      if (row.parallel_limit) expect(limit?.parallel, operation.route).toBe(Number(row.parallel_limit));
      else expect(operation.limits.some((key) => model.limits[key]?.parallel === 4), operation.route).toBe(true);
    }
  });
});

function effectOf(operation: ApiOperation | undefined): string | undefined {
  return operation && (operation.kind.startsWith('read') ? 'read' : 'write');
}

function isWindow(window: LimitWindow, row: Row): boolean {
  return window.count === Number(row.limit) && window.periodMs === Number(row.period_ms) && (row.burst === '' || window.burst === Number(row.burst));
}

function yandexPeriod(text: string | undefined): number {
  const [count, unit] = (text ?? '').split(' ');
  return Number(count) * (unit?.startsWith('hour') ? 3_600_000 : 60_000);
}
