import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crashKinds, crashMatrixRows, queueRows, without } from '../../test/matrix.js';
import type { Engine, Proof } from '../../test/matrix.js';

const root = new URL('../', import.meta.url);
const helpers = new URL('../../test/', import.meta.url);

/** The test file with the helpers that it takes its tests from. */
function textOf({ file }: Proof): string {
  const text = readFileSync(new URL(file, root), 'utf8');
  const names = [...text.matchAll(/test\/([\w-]+)\.js'/g)].map(([, name]) => `${name}.ts`);
  return [text, ...names.map((name) => readFileSync(new URL(name, helpers), 'utf8'))].join('\n');
}

/** How a test file says what it runs on. */
const marks: Record<Engine, RegExp> = {
  SQLite: /sqliteDatabase/, PostgreSQL: /postgresDatabase/, RabbitMQ: /privateBroker\(\)|brokerUrl\)/, 'database queue': /databaseQueue\(/,
};

/** An undo cannot refuse. */
const outcomesOf = (place: string) => (place === 'undo' ? ['ok', 'repeated', 'unknown'] : ['ok', 'refused', 'unknown']);

describe('the crash matrix', () => {
  it('has its twenty rows', () => {
    expect(crashMatrixRows.map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it.each(crashMatrixRows)('row $row, $fault: has tests on every engine, and they are there', ({ row, proofs }) => {
    const needed: Engine[] = ['SQLite', 'PostgreSQL', ...(queueRows.includes(row) ? (['RabbitMQ', 'database queue'] as const) : [])];
    for (const engine of needed.filter((name) => !without[row]?.includes(name))) {
      expect(proofs.some(({ on }) => on.includes(engine)), engine).toBe(true);
    }
    for (const proof of proofs) {
      expect(existsSync(new URL(proof.file, root)), proof.file).toBe(true);
      const text = textOf(proof);
      expect(text.includes(proof.title), `${proof.file} has a test "${proof.title}"`).toBe(true);
      for (const engine of proof.on) expect(marks[engine].test(text), `${proof.file} runs on ${engine}`).toBe(true);
    }
  });

  it('kills in every outcome of a run, an undo, the pivot and what is behind it', () => {
    const matrix = readFileSync(new URL('crash-matrix.ts', helpers), 'utf8');
    expect(Object.keys(crashKinds)).toEqual(['run', 'undo', 'pivot', 'after'].flatMap((place) => outcomesOf(place).map((outcome) => `${place} ${outcome}`)));
    for (const [kind, scenario] of Object.entries(crashKinds)) expect(matrix.includes(scenario), kind).toBe(true);
  });

  it('skips nothing and runs nothing alone', () => {
    const files = [...new Set(crashMatrixRows.flatMap(({ proofs }) => proofs.map(({ file }) => file)))];
    for (const file of files) expect(readFileSync(new URL(file, root), 'utf8'), file).not.toMatch(/\b(it|describe)\.(skip|only|todo|fails)\b\(/);
  });
});
