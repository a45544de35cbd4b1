import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FailureSource } from './read-failure.js';
import { readFailure } from './read-failure.js';

const read = { effect: 'read' } as const;
const write = { effect: 'write' } as const;
const answer = (status: number, value: unknown, headers: Record<string, string> = {}): FailureSource => ({ status, value, headers });

describe('error bodies', () => {
  it.each([
    [401, { code: 16, message: 'Client-Id and Api-Key headers are required' }, 'unauthorized', '16'],
    [400, { code: 16, message: 'unauthenticated' }, 'unauthorized', '16'],
    [403, { code: 7, message: 'Offer not signed', details: [] }, 'forbidden', '7'],
    [403, { error: { code: 'ACCESS_DENIED', message: 'Invalid Api-Key', data: [] } }, 'forbidden', 'ACCESS_DENIED'],
    [404, { code: 5, message: 'Resource not found', details: [] }, 'not-found', '5'],
    [400, { code: 3, message: 'too long period, only one month allowed' }, 'invalid-request', '3'],
    [409, { code: 10, message: 'version' }, 'conflict', '10'],
    [429, { code: 8, message: 'You have reached request rate limit per second' }, 'rate-limited', '8'],
    [429, { code: 'RESOURCE_EXHAUSTED', message: 'You have reached operation items limits.' }, 'rate-limited', 'RESOURCE_EXHAUSTED'],
    [500, { code: 13, message: 'Internal error' }, 'server-error', '13'],
    [410, { code: 12, message: 'gone' }, 'obsolete-method', '12'],
    [400, { code: 3, message: 'obsolete method cannot be used' }, 'obsolete-method', '3'],
    [400, { code: 9, message: 'Circle is open' }, 'rate-limited', '9'],
    [404, { error: 'report not found' }, 'not-found', undefined],
  ])('%i %j is %s', (status, body, code, vendorCode) => {
    const failure = readFailure(answer(status, body), read);
    expect(failure).toMatchObject({ code, vendorCode });
    expect(failure?.hint).toBeTruthy();
  });

  it('takes the text from wherever it is', () => {
    const textOf = (value: unknown) => readFailure(answer(400, value), read)?.message;
    expect(textOf({ code: 3, details: 'a question needs an id' })).toBe('a question needs an id');
    expect(textOf({ code: 3, details: [{ '@type': 'x', code: 'A', message: 'no such point' }] })).toBe('no such point');
    expect(textOf('<html><head><title>502 Bad Gateway</title></head></html>')).toBe('502 Bad Gateway');
    expect(textOf(undefined)).toBe('HTTP 400 without a text');
    expect(textOf({})).toBe('HTTP 400 without a text');
  });

  it('names the field of the older family', () => {
    const body = { error: { code: 'BAD_REQUEST', message: 'Invalid request payload', data: [{ name: 'posting_number', code: 'EMPTY' }] } };
    expect(readFailure(answer(400, body), read)).toMatchObject({
      code: 'invalid-request', field: 'posting_number', message: 'Invalid request payload: posting_number EMPTY',
    });
  });

  it('names the replacement of a method that is off', () => {
    const failure = readFailure(answer(410, undefined), { ...read, replacement: 'postings.list' });
    expect(failure?.hint).toContain('postings.list');
  });
});

describe('the wait of a refusal', () => {
  const waitOf = (message: string, headers: Record<string, string> = {}) =>
    readFailure(answer(429, { code: 8, message }, headers), write)?.retryAfterMs;

  it('reads seconds and, for items, minutes', () => {
    expect(waitOf('x', { 'retry-after': '7' })).toBe(7_000);
    expect(waitOf('x', { 'item-retry-after': '2', 'retry-after': '7' })).toBe(120_000);
  });
  it('reads the text where no header helps', () => {
    expect(waitOf('You have reached operation items limits. Retry after 120 seconds. Remaining 10 items')).toBe(120_000);
    expect(waitOf('You have reached request rate limit per second')).toBe(1_000);
    expect(waitOf('Circle is open')).toBe(60_000);
    expect(waitOf('x')).toBeUndefined();
  });
});

describe('a failure inside a 200', () => {
  it.each([
    [{ code: 8, message: 'You have reached request rate limit per second', details: [] }, 'rate-limited'],
    [{ error: { code: 'BAD', message: 'no' } }, 'rejected'],
    [{ is_error: true, error: { order_error: 'INVALID_TIMESLOT', bundle_errors: [] }, row_version: 1 }, 'rejected'],
    [{ is_success: false, errors: ['INVALID_ORDER_TYPE'] }, 'rejected'],
    [{ error_reasons: ['DEADLINE'], operation_id: '' }, 'rejected'],
    [{ errors: { error_reasons: ['INVALID_STATE'] }, operation_id: '' }, 'rejected'],
    [{ errors: [{ error_message: 'EMPTY_ITEMS_LIST' }], draft_id: 0 }, 'rejected'],
    [{ error: 'carriage is formed', carriage_status: '' }, 'rejected'],
    [{ result: { is_delete: false, error_message: 'no such certificate' } }, 'rejected'],
  ])('%j', (value, code) => {
    expect(readFailure(answer(200, value), write)?.code).toBe(code);
  });

  it.each([
    [{ is_error: false, error: { order_error: 'ORDER_ERROR_TYPE_UNSPECIFIED' }, row_version: 1 }],
    [{ errors: [{ code: 'item_not_found', error: 'sellerID of item 1 is not 2', barcode: '1', sku: 1 }] }],
    [{ result: [{ offer_id: 'a', updated: false, errors: [{ code: 'WAREHOUSE_NOT_FOUND', message: 'wrong' }] }] }],
    [{ error_reasons: ['UNSPECIFIED'], operation_id: '7' }],
    [{ code: 'REPORT_1' }],
    [{ code: 0, message: '' }],
    [{ error: '', carriage_status: 'cancelled' }],
    [[]],
    [''],
  ])('%j is a success', (value) => {
    expect(readFailure(answer(200, value), write)).toBeUndefined();
  });

  it('leaves the errors of a job to whoever polls it', () => {
    expect(readFailure(answer(200, { status: 'FAILED', error_reasons: ['DEADLINE'] }), read)).toBeUndefined();
  });
});

const fixtures = fileURLToPath(new URL('../../../../../shared/fixtures/ozon/', import.meta.url));

describe.skipIf(!existsSync(fixtures))('captured answers (../shared is there)', () => {
  const codes: Record<number, string> = { 400: 'invalid-request', 401: 'unauthorized', 403: 'forbidden', 404: 'not-found', 502: 'server-error' };
  const names = existsSync(fixtures) ? readdirSync(fixtures).filter((name) => name.endsWith('.json') && !name.startsWith('webhook')) : [];

  it.each(names)('%s', (name) => {
    const fixture = JSON.parse(readFileSync(fixtures + name, 'utf8')) as { status: number; response: unknown };
    const failure = readFailure(answer(fixture.status, fixture.response), write);
    expect(failure?.code).toBe(fixture.status === 200 ? undefined : codes[fixture.status]);
    if (failure) expect(failure.hint).toBeTruthy();
  });
});
