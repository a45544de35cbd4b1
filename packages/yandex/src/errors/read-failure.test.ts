import { describe, expect, it } from 'vitest';
import { readFailure } from './read-failure.js';

const now = Date.parse('2026-03-01T10:00:00Z');
const read = (status: number, value: unknown, headers: Record<string, string> = {}) =>
  readFailure({ status, headers, body: new Uint8Array(), value }, now);
const stated = (code: string, message?: string) => ({ status: 'ERROR', errors: [{ code, ...(message && { message }) }] });

describe('readFailure', () => {
  it('leaves successes alone, with and without a body', () => {
    expect(read(200, { status: 'OK', result: {} })).toBeUndefined();
    expect(read(200, { status: 'OK', results: [{ offerId: 'a', warnings: [{ type: 'EMPTY_MARKET_CATEGORY', message: 'x' }] }] })).toBeUndefined();
    expect(read(200, undefined)).toBeUndefined();
    expect(read(204, '')).toBeUndefined();
    expect(read(200, '%PDF-1.4')).toBeUndefined();
  });

  it.each([
    [400, 'BAD_REQUEST', 'invalid-request'],
    [400, 'ORDER_ALREADY_EXISTS', 'conflict'],
    [400, 'RETURN_ALREADY_EXISTS', 'conflict'],
    [401, 'UNAUTHORIZED', 'unauthorized'],
    [403, 'FORBIDDEN', 'forbidden'],
    [403, 'SUBSCRIPTION_REQUIRED', 'payment-required'],
    [403, 'NO_ACCESS_BY_DEPRECATION_POLICY', 'obsolete-method'],
    [404, 'NOT_FOUND', 'not-found'],
    [405, 'METHOD_NOT_ALLOWED', 'invalid-request'],
    [415, 'UNSUPPORTED_MEDIA_TYPE', 'invalid-request'],
    [420, 'LIMIT_EXCEEDED', 'rate-limited'],
    [423, 'LOCKED', 'locked'],
    [429, 'TOO_MANY_REQUESTS', 'rate-limited'],
    [499, 'CLIENT_CLOSED', 'server-error'],
    [500, 'INTERNAL_ERROR', 'server-error'],
    [503, 'SERVICE_UNAVAILABLE', 'server-error'],
  ])('maps %i %s to %s', (status, vendorCode, code) => {
    expect(read(status, stated(vendorCode, 'text'))).toMatchObject({ code, vendorCode, message: 'text' });
  });

  it('gives every failure a hint', () => {
    for (const status of [400, 401, 403, 404, 420, 423, 500, 503]) expect(read(status, stated('X'))?.hint).toBeTruthy();
  });

  it('treats a 200 with status ERROR as refused, naming the first offer and the rest by number', () => {
    const body = {
      status: 'ERROR',
      results: [
        { offerId: 'A-1', errors: [{ type: 'UNKNOWN_CATEGORY', message: 'Unknown category 5' }] },
        { offerId: 'A-2', errors: [{ type: 'NUMBER_FORMAT', parameterId: 7, message: 'Not a number' }] },
      ],
    };
    expect(read(200, body)).toMatchObject({ code: 'rejected', vendorCode: 'UNKNOWN_CATEGORY', message: 'offer A-1: Unknown category 5 (and 1 more)' });
  });

  it('treats a 200 in which every order was refused as refused, and one in which some were taken as a success', () => {
    const refused = { id: 1, status: 'CANCELLED', updateStatus: 'ERROR', errorDetails: 'Order 1: status is not allowed' };
    const taken = { id: 2, status: 'CANCELLED', updateStatus: 'OK' };
    expect(read(200, { status: 'OK', result: { orders: [refused, { id: 3, updateStatus: 'ERROR' }] } })).toMatchObject({ code: 'rejected', message: 'Order 1: status is not allowed (and 1 more)' });
    for (const orders of [[refused, taken], [taken], []]) expect(read(200, { status: 'OK', result: { orders } })).toBeUndefined();
  });

  it('tells the access that a key lacks from a key that is wrong', () => {
    const body = stated('FORBIDDEN', 'Token does not have any of the scopes to access the API method: pricing, all-methods');
    expect(read(403, body)).toMatchObject({ code: 'forbidden', hint: expect.stringContaining('accesses that the message names') });
    expect(read(403, stated('FORBIDDEN', "Access denied for campaign '1' because it is not active"))?.hint).toContain('90 days');
    expect(read(423, stated('LOCKED', 'Partner use only default price'))?.hint).toContain('business-level');
    expect(read(423, stated('LOCKED', 'Business is in migration'))?.hint).toContain('migration');
  });

  it('knows a body that is over 512 KB', () => {
    expect(read(400, stated('BAD_REQUEST', 'The request is too big: 600000'))).toMatchObject({ code: 'too-large' });
  });

  it('waits as long as a 420 says, and not at all for too many at once', () => {
    const headers = { 'x-ratelimit-resource-until': 'Sun, 01 Mar 2026 10:02:00 GMT' };
    expect(read(420, stated('LIMIT', 'Hit rate limit of 1 requests per 2 minutes for resource 5'), headers)?.retryAfterMs).toBe(120_000);
    expect(read(420, stated('LIMIT', 'Hit rate limit of 4 parallel requests'), headers)?.retryAfterMs).toBeUndefined();
    expect(read(500, stated('X'), headers)?.retryAfterMs).toBeUndefined();
  });

  it.each([
    ['an HTML page', '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>', '502 Bad Gateway'],
    ['a bare string', 'Service temporarily unavailable. Please, try again later', 'Service temporarily unavailable'],
    ['the old form', { error: { code: 502, message: 'backend is gone' } }, 'backend is gone'],
    ['the gateway form', { timestamp: 1, status: 502, error: 'Bad Gateway', path: '/v2/x' }, 'Bad Gateway'],
    ['nothing', undefined, 'bad gateway'],
    ['an empty list', { status: 'ERROR', errors: null }, 'bad gateway'],
    ['an error without a message', stated('INTERNAL_ERROR'), 'INTERNAL_ERROR'],
  ])('reads %s', (_name, body, message) => {
    expect(read(502, body)).toMatchObject({ code: 'server-error', message: expect.stringContaining(message) });
  });

  it('keeps the request id', () => {
    expect(read(500, stated('X'), { 'x-market-req-id': '1/abc' })?.requestId).toBe('1/abc');
  });
});
