import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { operationIndex } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { operations } from '../generated/operations.js';
import { readFailure } from './read-failure.js';

const folder = fileURLToPath(new URL('../../../../../shared/fixtures/wildberries/', import.meta.url));
const present = existsSync(folder);

interface Fixture {
  readonly operation: string;
  readonly response: { readonly status: number; readonly headers: Record<string, string>; readonly body: unknown };
}

const codes: Record<number, string> = { 400: 'invalid-request', 401: 'unauthorized', 403: 'forbidden', 404: 'not-found', 409: 'conflict', 429: 'rate-limited', 502: 'server-error' };

/** What a fixture must become: a failure code, or undefined for a success. A 200 whose envelope says error is a failure. */
function expected({ response: { status, body } }: Fixture): string | undefined {
  if (status >= 400) return codes[status];
  const envelope = body as { error?: unknown; errorText?: string } | null;
  if (envelope?.error !== true) return undefined;
  return envelope.errorText === 'Invalid token' ? 'unauthorized' : 'rejected';
}

describe.skipIf(!present)('real answers of Wildberries (../shared is there)', () => {
  const names = present ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

  it.each(names)('%s', (name) => {
    const fixture = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Fixture;
    const [method, , path] = fixture.operation.split(' ');
    const { status, headers, body } = fixture.response;
    const lower = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
    const failure = readFailure({ status, headers: lower, body: new Uint8Array(), value: body }, operationIndex(operations).byRoute(`${method} ${path}`));
    expect(failure?.code).toBe(expected(fixture));
    if (failure) {
      expect(failure.message).not.toBe('');
      expect(failure.hint).toBeTruthy();
    }
    if (status === 429) expect(failure?.retryAfterMs).toBe(2000);
  });
});
