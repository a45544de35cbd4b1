import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { booleansLiteral, numbersLiteral, textsLiteral } from './array-literal.js';

describe.skipIf(!(await hasPostgres()))('array parameters', () => {
  let made: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    made = await postgresDatabase();
    client = new pg.Client({ connectionString: made.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await made.remove();
  });

  const back = async (type: string, literal: string) => {
    const { rows } = await client.query<{ value: unknown }>(`select to_json($1::${type}[]) as value`, [literal]);
    return rows[0]?.value;
  };

  it('texts come back as they went, whatever is in them', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\u0000', '')),
      fc.constantFrom('', 'NULL', 'null', '{}', '"', '\\', ',', '{"a":"\\\\n"}', ' '),
    );
    await fc.assert(fc.asyncProperty(fc.array(fc.option(text), { maxLength: 20 }), async (values) => {
      expect(await back('text', textsLiteral(values))).toEqual(values);
    }), { numRuns: 300 });
  });

  it('numbers and booleans too', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.option(fc.maxSafeInteger())), fc.array(fc.boolean()), async (numbers, booleans) => {
      expect(await back('bigint', numbersLiteral(numbers))).toEqual(numbers);
      expect(await back('boolean', booleansLiteral(booleans))).toEqual(booleans);
    }), { numRuns: 100 });
  });
});
