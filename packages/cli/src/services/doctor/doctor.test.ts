import { tmpdir } from 'node:os';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { sandboxToken } from '@occwo/wildberries/sandbox';
import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../testing/catalogue-files.js';
import { schemaFaults } from '../../testing/json-schemas.js';
import { runInput } from '../../testing/run-input.js';
import type { Finding } from './finding.js';
import { runDoctor } from './run-doctor.js';
import type { DoctorInput } from './run-doctor.js';

const now = Date.UTC(2026, 10, 20);
const dayMs = 86_400_000;
const ozon = { OCCWO_OZON_CLIENT_ID: '42', OCCWO_OZON_API_KEY: 'SECRET-KEY' };

async function doctor(input: Partial<DoctorInput> = {}) {
  const run = runInput();
  const clock = { ...fakeClock(), now: () => now };
  const exitCode = await runDoctor({ ...run, json: true, online: false, folder: tmpdir(), environment: {}, nodeVersion: 'v20.19.0', clock, ...input });
  const out = run.streams.out();
  if (input.json === false) return { exitCode, out, findings: [] };
  const document = JSON.parse(out) as { findings: Finding[] };
  expect(schemaFaults('doctor', document)).toEqual([]);
  expect(out).not.toContain('SECRET');
  return { exitCode, out, findings: document.findings };
}

const told = (findings: readonly Finding[], check: string) => findings.filter((finding) => finding.check === check).map(({ status, message }) => `${status}: ${message}`);

describe('the doctor on this machine', () => {
  it('is content where nothing is set up, and says what to set', async () => {
    const { exitCode, findings } = await doctor();
    expect(exitCode).toBe(0);
    expect(findings.map(({ check, status }) => [check, status])).toEqual([['node', 'ok'], ['config', 'info'], ['credentials', 'info'], ['credentials', 'info'], ['credentials', 'info']]);
    expect(told(findings, 'credentials')[0]).toContain('OCCWO_OZON_CLIENT_ID, OCCWO_OZON_API_KEY');
  });

  it.each([['v18.20.0', 'failure'], ['v20.18.9', 'failure'], ['v20.19.0', 'ok'], ['v22.0.0', 'ok']])('Node %s: %s', async (nodeVersion, status) => {
    expect((await doctor({ nodeVersion })).findings[0]).toMatchObject({ check: 'node', status });
  });

  it('tells a config that is wrong, and read-only mode', async () => {
    const wrong = await doctor({ config: writeTemporary('occwo.config.json', '{"ozone":{}}') });
    expect(wrong.exitCode).toBe(1);
    expect(told(wrong.findings, 'config')[0]).toMatch(/^failure: [^]*ozone is no known key/);
    const { findings } = await doctor({ environment: { OCCWO_READ_ONLY: '1' } });
    expect(told(findings, 'config')[1]).toContain('read-only');
  });

  it('names the credential that misses, and answers 4', async () => {
    const { exitCode, findings } = await doctor({ environment: { OCCWO_OZON_CLIENT_ID: '42' } });
    expect(exitCode).toBe(4);
    expect(told(findings, 'credentials')[0]).toMatch(/^failure: .*OCCWO_OZON_API_KEY/);
  });

  it.each<[string, string, number, RegExp]>([
    ['a good token', sandboxToken(), 0, /^ok: token of type personal[^]*ok: the token ends on 2100-01-01/],
    ['one that ends soon', sandboxToken({ expiresAt: now + 5 * dayMs }), 0, /warning: the token ends on 2026-11-25, in 5 days/],
    ['one that ended', sandboxToken({ expiresAt: now - dayMs }), 4, /failure: the token ended on 2026-11-19/],
    ['one for reading', sandboxToken({ readOnly: true }), 0, /warning: .*reading only/],
    ['one that lacks a category', sandboxToken({ categories: ['content'] }), 0, /warning: .*prices, marketplace/],
    ['a test token', sandboxToken({ type: 'test' }), 0, /warning: a test token/],
    ['something else', 'SECRET', 4, /failure: the token is no JWT/],
  ])('reads %s of Wildberries', async (_name, token, code, expected) => {
    const { exitCode, findings } = await doctor({ environment: { OCCWO_WILDBERRIES_TOKEN: token } });
    expect(exitCode).toBe(code);
    expect(told(findings, 'token').join('\n')).toMatch(expected);
  });
});

describe('the doctor online', () => {
  const answering = (skewMs = 0) => async () => ({ headers: new Headers({ date: new Date(now - skewMs).toUTCString() }) });

  it('asks only marketplaces with credentials: hosts, clock, one call, limits', async () => {
    const transport = memoryTransport(() => ({ body: { roles: [] } }));
    const { exitCode, findings } = await doctor({ online: true, environment: ozon, ask: answering(), transport });
    expect(exitCode).toBe(0);
    expect(findings.filter(({ check }) => ['host', 'clock', 'call', 'limit'].includes(check)).map(({ check, status, marketplace }) => [check, status, marketplace])).toEqual([
      ['host', 'ok', 'ozon'], ['clock', 'ok', 'ozon'], ['call', 'ok', 'ozon'], ['limit', 'info', 'ozon'],
    ]);
    expect(told(findings, 'limit')).toEqual(['info: limit all: 49 left now']);
    expect(transport.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST https://api-seller.ozon.ru/v1/roles']);
  });

  it.each([
    [null, []], ['2027-02-01T00:00:00Z', ['ok: the API key ends on 2027-02-01, in 73 days']], ['2026-11-25T00:00:00Z', ['warning: the API key ends on 2026-11-25, in 5 days']],
    ['2026-11-19T00:00:00Z', ['failure: the API key ended on 2026-11-19: make a new one in the cabinet']],
  ])('tells the end of a key of Ozon, which lives three months: %s', async (expires_at, expected) => {
    const transport = memoryTransport(() => ({ body: { expires_at, roles: [] } }));
    expect(told((await doctor({ online: true, environment: ozon, ask: answering(), transport })).findings, 'token')).toEqual(expected);
  });

  it('tells a refused key (4), a silent host and a wrong clock (1)', async () => {
    const refusing = memoryTransport(() => ({ status: 401, body: { code: 16, message: 'Invalid Api-Key' } }));
    const refused = await doctor({ online: true, environment: ozon, ask: answering(), transport: refusing });
    expect(refused.exitCode).toBe(4);
    expect(told(refused.findings, 'call')[0]).toMatch(/^failure: .*Invalid Api-Key/);
    const fine = memoryTransport(() => ({ body: { roles: [] } }));
    const silent = await doctor({ online: true, environment: ozon, transport: fine, ask: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) });
    expect(silent.exitCode).toBe(1);
    expect(told(silent.findings, 'host')[0]).toContain('api-seller.ozon.ru does not answer: ENOTFOUND');
    const late = await doctor({ online: true, environment: ozon, transport: fine, ask: answering(-120_000) });
    expect(late.exitCode).toBe(1);
    expect(told(late.findings, 'clock')[0]).toContain('-120 s off');
  });

  it('asks every host of Wildberries', async () => {
    const transport = memoryTransport(() => ({ body: { TS: '', Status: 'OK' } }));
    const asked: string[] = [];
    await doctor({ online: true, environment: { OCCWO_WILDBERRIES_TOKEN: sandboxToken() }, transport, ask: async (url) => (asked.push(url), answering()()) });
    expect(new Set(asked).size).toBe(17);
  });
});

it('prints a line a finding for people', async () => {
  const { out } = await doctor({ json: false, language: 'ru' });
  expect(out).toMatch(/^в порядке +Node v20\.19\.0/);
});
