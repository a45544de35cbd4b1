import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ApiError, ValidationError } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { readFailure } from '../errors/read-failure.js';
import { operations } from '../generated/operations.js';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import { createWildberries } from './create-wildberries.js';

const folder = fileURLToPath(new URL('../../../../../shared/fixtures/wildberries/', import.meta.url));
const present = existsSync(folder);

interface Fixture {
  readonly operation: string;
  readonly request: { readonly pathParams: Record<string, string>; readonly query: Record<string, unknown>; readonly body: unknown };
  readonly response: { readonly status: number; readonly headers: Record<string, string>; readonly body: unknown };
}

const codes: Record<number, string> = { 400: 'invalid-request', 401: 'unauthorized', 403: 'forbidden', 404: 'not-found', 409: 'conflict', 422: 'invalid-request', 429: 'rate-limited', 502: 'server-error' };

/** What a fixture must become: a failure code, or undefined for a success. A 200 whose envelope says error is a failure. */
function expected({ response: { status, body } }: Fixture): string | undefined {
  if (status >= 400) return codes[status];
  const envelope = body as { error?: unknown; errorText?: string } | null;
  if (envelope?.error !== true) return undefined;
  return envelope.errorText === 'Invalid token' ? 'unauthorized' : 'rejected';
}

const read = (name: string) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Fixture;
const lowerCase = (headers: Record<string, string>) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Some fixtures have an answer without the request that it belongs to. */
const stand: readonly (readonly [RegExp, Partial<Fixture['request']>])[] = [
  [/supplier\/sales/, { query: { dateFrom: '2026-01-01' } }],
  [/nm-report\/downloads\/file/, { pathParams: { downloadId: '5b0f8c9e-0000-4000-8000-000000000001' } }],
  [/POST .*\/orders\/meta$/, { body: { orders: [1] } }],
  [/customs-declaration/, { body: { orders: [{ orderId: 1, customsDeclaration: '1' }] } }],
  [/DELETE .*stocks/, { body: { chrtIds: [1] } }],
  [/upload\/task/, { body: { data: [{ nmID: 1, price: 1 }] } }],
  [/api\/v1\/feedbacks$/, { query: { isAnswered: false, take: 5, skip: 0 } }],
];

describe.skipIf(!present)('real answers of Wildberries through the client (../shared is there)', () => {
  const names = present ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

  it.each(names)('%s', async (name) => {
    const fixture = read(name);
    const { status, headers, body } = fixture.response;
    const [method, host, path] = fixture.operation.split(' ') as [string, string, string];
    const route = `${method} ${host.split('.')[0]} ${path}` as 'POST /known';
    const { pathParams, query, body: sent } = { ...fixture.request, ...stand.find(([pattern]) => pattern.test(fixture.operation))?.[1] };
    const clock = fakeClock();
    const transport = memoryTransport(() => ({ status, headers: lowerCase(headers), body: typeof body === 'string' ? body : JSON.stringify(body) }));
    const client = createWildberries({ token: sandboxToken(), clock, transport, retries: 0 });
    const result: unknown = await clock.run(client.request(route, { path: pathParams, query, ...(sent !== null && { body: sent }) }).catch((error: unknown) => error));

    if (result instanceof ValidationError) {
      // The fixture's own request would never leave; its answer is judged without the client.
      const failure = readFailure({ status, headers: lowerCase(headers), body: new Uint8Array(), value: body }, operationIndex(operations).byRoute(route));
      expect(failure?.code).toBe(expected(fixture));
    } else if (expected(fixture) === undefined) {
      expect(result instanceof Uint8Array ? Buffer.from(result).toString() : result).toEqual(body);
    } else {
      expect(result).toBeInstanceOf(ApiError);
      expect(result).toMatchObject({ code: expected(fixture), status, marketplace: 'wildberries', hint: expect.stringMatching(/\w/) });
      expect((result as ApiError).message).not.toBe('');
    }
  });
});
