import { parseOperation } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { readFailure } from './read-failure.js';

const operation = parseOperation('cards', 'upload', 'POST /content/v2/cards/upload create');
const read = (status: number, value: unknown, headers: Record<string, string> = {}) =>
  readFailure({ status, headers, body: new Uint8Array(), value }, operation);

describe('readFailure: families of bodies', () => {
  it.each([
    ['gateway', 401, { title: 'unauthorized', detail: 'token problem; token is malformed', code: '07e4 a53a', requestId: 'r-1', origin: 's2s' }, 'unauthorized', /unauthorized: token problem/],
    ['payment', 402, { title: 'payment required', detail: 'insufficient funds' }, 'payment-required', /insufficient/],
    ['marketplace', 404, { code: 'NotFound', message: 'Not found', data: {} }, 'not-found', /^Not found$/],
    ['marketplace without text', 404, { message: '' }, 'not-found', /without a text/],
    ['marketplace code alone', 403, { code: 'AccessDenied', message: '' }, 'forbidden', /AccessDenied/],
    ['marketplace batch', 400, { title: 'Bad Request', detail: {}, requestId: 'r-1', origin: 'dbs' }, 'invalid-request', /^Bad Request$/],
    ['content', 400, { data: null, error: true, errorText: 'Invalid request format', additionalErrors: {} }, 'invalid-request', /^Invalid request format$/],
    ['content with articles', 400, { data: null, error: true, errorText: 'lacks', additionalErrors: { 'A-1': 'missing {1}' } }, 'invalid-request', /lacks: A-1: missing \{1\}/],
    ['content with text', 403, { error: true, errorText: 'Access denied', additionalErrors: 'Access denied' }, 'forbidden', /^Access denied$/],
    ['feedbacks', 422, { data: null, error: true, errorText: 'No', additionalErrors: ['a', 'b'], requestId: 'r-1' }, 'invalid-request', /No: a: b/],
    ['advert', 400, { title: 'invalid payload', detail: 'wrong bid value: 3; min: 150', status: 400, request_id: 'r-1' }, 'invalid-request', /wrong bid value: 3; min: 150/],
    ['advert short', 400, { error: 'campaign is finished' }, 'invalid-request', /campaign is finished/],
    ['advert text', 400, 'Некорректный параметр', 'invalid-request', /Некорректный параметр/],
    ['calendar', 422, { errorText: 'bad promotion' }, 'invalid-request', /bad promotion/],
    ['analytics', 403, { title: 'forbidden', detail: 'base token is not allowed', requestId: 'r-1', origin: 's2s' }, 'forbidden', /base token/],
    ['digital', 500, { code: 12, errors: [{ message: 'broken' }] }, 'server-error', /broken/],
    ['too large', 413, { title: 'request body too long', detail: 'see docs' }, 'too-large', /too long/],
    ['stocks locked', 406, { code: 'WarehouseStocksUpdateBlock', message: 'The warehouse is processing' }, 'locked', /processing/],
    ['html', 502, '<html><body>Bad Gateway</body></html>', 'server-error', /answered 502 with a web page/],
    ['browser check', 498, '<html></html>', 'forbidden', /498/],
    ['empty', 500, undefined, 'server-error', /answered 500/],
  ] as const)('%s', (_name, status, value, code, message) => {
    const failure = read(status, value);
    expect(failure?.code).toBe(code);
    expect(failure?.message).toMatch(message);
    expect(failure?.hint).toBeTruthy();
  });

  it('joins the array that PUT stocks answers with', () => {
    const failure = read(409, [
      { code: 'UploadDataLimit', message: 'Upload limit exceeded.', data: [{ sku: 'a', amount: 100_001 }] },
      { code: 'NotFound', message: 'Not found', data: [] },
    ]);
    expect(failure).toMatchObject({ code: 'conflict', vendorCode: 'UploadDataLimit', message: 'Upload limit exceeded.; Not found' });
  });

  it('takes request ids in both spellings, and no trace id for a code', () => {
    expect(read(400, { title: 'x', request_id: 'r-9' })?.requestId).toBe('r-9');
    expect(read(429, { title: 'too many requests', code: '461a0b83d6bd 2950e93b5fda', requestId: 'r-8' })).toMatchObject({ requestId: 'r-8', vendorCode: undefined });
  });

  it('names the field where the body does', () => {
    const body = { title: 'Bad Request', detail: 'validation failed', errors: [{ message: 'invalid integer', location: 'query.next' }] };
    expect(read(400, body)).toMatchObject({ field: 'query.next', message: expect.stringContaining('invalid integer') });
  });
});

describe('readFailure: status and content', () => {
  it('reads a failure out of a 200 whose envelope says so', () => {
    expect(read(200, { data: null, error: true, errorText: 'Such a tag does not exist', additionalErrors: null })?.code).toBe('rejected');
    expect(read(200, { data: null, error: true, errorText: 'Invalid token' })?.code).toBe('unauthorized');
  });

  it.each([
    [{ data: {}, error: false, errorText: '', additionalErrors: null }],
    [{ advert_id: 111, error: 'кампания не найдена' }],
    [{ results: [{ nmId: 1, success: false, error: { title: 'Bad Request' } }] }],
    [[]],
    [null],
    [7289],
  ])('takes %j for a success', (value) => {
    expect(read(200, value)).toBeUndefined();
  });

  it('takes 208 with the id of the upload that is there for a success', () => {
    expect(read(208, { data: { id: 1, alreadyExists: true }, error: false, errorText: 'This task already exists' })).toBeUndefined();
    expect(read(204, undefined)).toBeUndefined();
  });

  it('gives the wait of a 429 and says when the limit is that of the whole seller', () => {
    const failure = read(429, { title: 'too many requests', detail: 'Limited by global limiter, per seller 0' }, { 'x-ratelimit-retry': '2' });
    expect(failure).toMatchObject({ code: 'rate-limited', retryAfterMs: 2000, hint: expect.stringContaining('all methods') });
  });

  it('says of days without statistics that they are an empty result', () => {
    const body = { detail: 'there are no statistics for this advertising period', status: 400, title: 'invalid payload' };
    expect(read(400, body)?.hint).toContain('empty result');
  });

  it('tells a wrong category from a wrong token', () => {
    expect(read(401, { title: 'unauthorized', detail: 'token scope not allowed' })?.hint).toContain('category');
  });
});
