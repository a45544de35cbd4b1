import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axiosTransport, memoryLimiter } from '@occwo/core/client';
import type { WireRequest } from '@occwo/core';
import { callEveryOperation } from '@occwo/core/testing';
import { startWildberriesSandbox } from '@occwo/wildberries/sandbox';
import { operations } from '../generated/operations.js';
import { schemas } from '../generated/schemas.js';
import { createWildberries } from './create-wildberries.js';

let sandbox: Awaited<ReturnType<typeof startWildberriesSandbox>>;
beforeAll(async () => {
  sandbox = await startWildberriesSandbox({ limits: false, stateless: true });
});
afterAll(() => sandbox.close());

describe('every operation, called once through its typed method', () => {
  it('sends what the official document wants, and gets an answer that passes its schema', async () => {
    const sent: WireRequest[] = [];
    const send = axiosTransport();
    const client = createWildberries({
      ...sandbox.credentials, hosts: sandbox.hosts, retries: 0, replies: 'strict', limiter: memoryLimiter(),
      transport: (request) => (sent.push(request), send(request)),
    });
    const failures: string[] = [];
    let calls = 0;
    for await (const { operation, error } of callEveryOperation(client, operations, schemas)) {
      calls += 1;
      if (error) failures.push(`${operation.name}: ${String(error)}`);
      const request = sent.pop();
      const path = operation.path.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\\\{[^}]+\\\}/g, '[^/?]+');
      expect.soft(request?.method, operation.name).toBe(operation.method);
      expect.soft(request?.url, operation.name).toMatch(new RegExp(`^${sandbox.hosts[operation.host]}${path}(\\?|$)`));
      expect.soft(request?.headers['content-type'], operation.name).toBe(contentType[operation.body]);
    }
    expect(failures).toEqual([]);
    expect(sandbox.requests.size).toBe(calls);
  }, 120_000);
});

/** By the kind of body; the transport itself names a form's type, because it holds the boundary. */
const contentType = { none: undefined, object: 'application/json', array: 'application/json', binary: 'application/octet-stream', form: undefined };
