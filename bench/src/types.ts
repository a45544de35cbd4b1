import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { median, rounded } from './support/median.js';
import { checkTime, programs } from './types/check-time.js';
import { openEditor } from './types/edit-time.js';
import { packagesLoadedBy, processTime } from './types/import-time.js';
import { tableSize } from './types/table-size.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Packages that must not come along with a client: they are loaded by the first call that needs them, or by nobody. */
const heavy = new Set(['axios', 'ajv', 'ajv-formats', 'opossum', 'xmlbuilder2', 'saxes', 'iconv-lite', 'pg', 'amqplib', 'libsql']);

/**
 * What the types cost a consumer, and what an import costs a process: a program of sixty calls over three marketplaces against
 * an empty one, in turn, on the built packages.
 */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, unknown>> {
  if (['core', 'ozon', 'wildberries', 'yandex'].some((name) => !existsSync(`${root}packages/${name}/dist/esm/index.d.ts`))) {
    execFileSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const check = inTurn(quick ? 1 : 7, { empty: () => checkTime(programs.empty), calls: () => checkTime(programs.calls) });

  const editors = { empty: openEditor(programs.empty), calls: openEditor(programs.calls) };
  const edit = inTurn(quick ? 3 : 25, { empty: () => editors.empty.edit(), calls: () => editors.calls.edit() });

  const line = "import '@occwo/ozon';";
  const load = inTurn(quick ? 3 : 25, { empty: () => processTime(''), ozon: () => processTime(line) });
  const loaded = packagesLoadedBy(line);

  const sizes = {
    ozon_seller: await tableSize('ozon/src/generated/seller'),
    ozon_performance: await tableSize('ozon/src/generated/performance'),
    wildberries: await tableSize('wildberries/src/generated'),
    yandex: await tableSize('yandex/src/generated'),
  };
  return {
    check_added_s: rounded(check.calls - check.empty),
    edit_ms: rounded(edit.calls - edit.empty, 1),
    import_ms: rounded(load.ozon - load.empty, 1),
    import_loads: loaded.filter((name) => heavy.has(name)),
    table_gzip_kb: Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, rounded(size, 2)])),
    medians: {
      check_s: { empty: rounded(check.empty), calls: rounded(check.calls) },
      edit_ms: { empty: rounded(edit.empty, 1), calls: rounded(edit.calls, 1) },
      import_ms: { empty: rounded(load.empty, 1), ozon: rounded(load.ozon, 1) },
    },
    import_loads_all: loaded,
  };
}

/** Medians of measurements made A B A B …, after one round that warms caches and is not counted. */
function inTurn<Name extends string>(rounds: number, measurements: Readonly<Record<Name, () => number>>): Record<Name, number> {
  const figures = {} as Record<Name, number[]>;
  const names = Object.keys(measurements) as Name[];
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      const figure = measurements[name]();
      if (round >= 0) (figures[name] ??= []).push(figure);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(figures[name])])) as Record<Name, number>;
}
