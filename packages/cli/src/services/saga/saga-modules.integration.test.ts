import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { saga as defineSaga } from '@occwo/saga';
import { describe, expect, it } from 'vitest';
import { capturedStreams } from '../../testing/captured-streams.js';
import { writeTemporary } from '../../testing/catalogue-files.js';
import { emptyFolder } from '../../testing/built-cli.js';
import { schemaFaults } from '../../testing/json-schemas.js';
import { databaseAddress } from './database-address.js';
import { definitionsIn } from './load-definitions.js';
import { runSagaDiagram } from './run-saga-diagram.js';
import type { SagaDiagramInput } from './run-saga-diagram.js';
import { sagaReference } from './saga-reference.js';
import { timeSpan } from './time-span.js';

const saga = JSON.stringify(fileURLToPath(new URL('../../../../saga/src/define/saga.ts', import.meta.url)));
const module = (text: string) => writeTemporary('sagas.ts', `import { saga } from ${saga};\nconst one = saga('one', 1).wait('go'); const newer = saga('one', 2).wait('go').wait('on'); const two = saga('two').sleep('nap', 5);\n${text}\n`);

async function diagram(fields: Partial<SagaDiagramInput>) {
  const streams = capturedStreams();
  const code = await runSagaDiagram({ format: 'mermaid', json: false, folder: emptyFolder, streams, ...fields });
  return { code, out: streams.out() };
}

describe('the sagas of a module', () => {
  const one = defineSaga('one').wait('go');
  it.each([[{ default: one }], [{ default: [one] }], [{ definitions: one }], [{ definitions: [one, 7], default: 7 }], [{ default: { definitions: [one] } }]])('are found, as its default or by name, one or a list', (exported) => {
    expect(definitionsIn(exported)).toEqual([one]);
  });
  it.each([[{}], [{ default: 7 }], [{ definitions: [{ name: 'one' }] }]])('are missed in %j', (exported) => expect(definitionsIn(exported)).toEqual([]));

  it('come from the config, beside it', async () => {
    const file = module('export default one');
    const config = path.join(path.dirname(file), 'occwo.config.json');
    expect(await diagram({ config: writeTemporary('occwo.config.json', JSON.stringify({ sagas: file })) })).toMatchObject({ code: 0 });
    await expect(diagram({ config })).rejects.toMatchObject({ code: 'config' });
    await expect(diagram({})).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('--module') });
  });

  it.each<[string, RegExp]>([['export const x = 1;', /exports no saga definitions/], ['throw new Error("planted fault")', /cannot be loaded: planted fault/]])('are missed in: %s', async (text, message) => {
    await expect(diagram({ module: module(text) })).rejects.toThrow(message);
  });

  it('are drawn: the one that is named, of versions the newest, in either format', async () => {
    const file = module('export default [one, newer, two]');
    await expect(diagram({ module: file })).rejects.toMatchObject({ message: expect.stringContaining('one@1, one@2, two@1') });
    await expect(diagram({ module: file, saga: 'three' })).rejects.toMatchObject({ code: 'usage' });
    expect((await diagram({ module: file, saga: 'one' })).out).toContain('"on"');
    expect((await diagram({ module: file, saga: 'one@1', json: true })).out).not.toContain('on\\"');
    const output = path.join(path.dirname(file), 'two.bpmn');
    const { out } = await diagram({ module: file, saga: 'two', format: 'bpmn', output, json: true });
    expect(schemaFaults('saga-diagram', JSON.parse(out))).toEqual([]);
    expect(readFileSync(output, 'utf8')).toMatch(/^<\?xml[^]*name="nap"/);
  });
});

describe('the database', () => {
  const world = { json: false, language: 'en' as const, streams: capturedStreams(), folder: emptyFolder };
  const address = (fields: object) => databaseAddress({ ...world, environment: {}, ...fields });

  it('is the flag, else OCCWO_DATABASE, else the config with files beside it, else a file here', async () => {
    const config = writeTemporary('occwo.config.json', '{"database":"sagas/live.sqlite"}');
    expect((await address({ database: 'a.sqlite', environment: { OCCWO_DATABASE: 'b' }, config })).url).toBe(path.join(emptyFolder, 'a.sqlite'));
    expect((await address({ environment: { OCCWO_DATABASE: 'b.sqlite' }, config })).url).toBe(path.join(emptyFolder, 'b.sqlite'));
    expect((await address({ config })).url).toBe(path.join(path.dirname(config), 'sagas/live.sqlite'));
    expect((await address({})).url).toBe(path.join(emptyFolder, 'occwo.sqlite'));
    const secret = writeTemporary('occwo.config.json', '{"database":{"env":"SHOP_DB"}}');
    expect((await address({ config: secret, environment: { SHOP_DB: 'postgres://shop:planted@db:5433/shop?x=1' } })).label).toBe('postgres://db:5433/shop');
    await expect(address({ config: secret })).rejects.toThrow('SHOP_DB');
  });
});

it.each([['order', 'k/1', 'order', 'k/1'], ['order/k/1', undefined, 'order', 'k/1']])('%s %s names a saga', (saga, key, name, found) => {
  expect(sagaReference(saga, key)).toEqual({ name, key: found });
});
it.each([['order', undefined], ['/k', undefined], ['order/', undefined], ['or der', 'k'], ['order', '']])('%j %j names none', (saga, key) => {
  expect(() => sagaReference(saga, key)).toThrow('names no saga');
});
it.each([['45s', 45_000], ['90m', 5_400_000], ['1.5h', 5_400_000], ['30d', 2_592_000_000], ['0s', 0]])('%s is a time', (text, expected) => expect(timeSpan('--x', text)).toBe(expected));
it.each([['30'], ['d'], ['-1d'], ['1w'], ['']])('%j is none', (text) => expect(() => timeSpan('--x', text)).toThrow('--x'));
