import { memoryLimiter } from '@occwo/core/client';
import { startSandbox, json } from '@occwo/core/sandbox';
import { trySurface } from '@occwo/core/testing';
import { startOzonSandbox } from '@occwo/ozon/sandbox';
import { describe, expect, it } from 'vitest';
import * as performance from '../generated/performance/operations.js';
import { schemas as performanceSchemas } from '../generated/performance/schemas.js';
import { operations } from '../generated/seller/operations.js';
import { schemas } from '../generated/seller/schemas.js';
import { createOzonPerformance } from './create-ozon-performance.js';
import { createOzon } from './create-ozon.js';

const strict = { retries: 0, replies: 'strict', limiter: memoryLimiter() } as const;

describe('every operation, called once through its typed method', () => {
  it('of the Seller API sends what the document wants and gets an answer that passes its schema', async () => {
    const sandbox = await startOzonSandbox({ limits: false, stateless: true });
    const connect = (transport: Parameters<Parameters<typeof trySurface>[0]['connect']>[0]) =>
      createOzon({ ...strict, ...sandbox.credentials, hosts: sandbox.hosts, transport });
    const tried = await trySurface({ operations, schemas, hosts: sandbox.hosts, connect });
    await sandbox.close();
    expect(tried).toEqual({ calls: 461, problems: [] });
    expect(sandbox.requests.size).toBe(461);
  }, 120_000);

  it('of the Performance API does, with a token fetched once', async () => {
    const sandbox = await startSandbox(
      {
        marketplace: 'ozon', hosts: ['main'], operations: performance.operations, limits: {}, schemas: performanceSchemas,
        authenticate: ({ authorization }, { path }) =>
          authorization === 'Bearer token-1' || path === '/api/client/token' ? { account: '1' } : { refusal: json(401, {}) },
        handlers: { 'tokens.create': () => json(200, { access_token: 'token-1', expires_in: 1800, token_type: 'Bearer' }) },
        invalidRequest: (issues) => json(400, { message: `${issues[0]?.path} ${issues[0]?.rule}` }),
        limitReached: () => json(429, {}), notFound: () => json(404, {}),
      },
      { limits: false },
    );
    const tried = await trySurface({
      operations: performance.operations, schemas: performanceSchemas, hosts: sandbox.hosts,
      connect: (transport) => createOzonPerformance({ ...strict, clientId: '1', clientSecret: 'secret', hosts: sandbox.hosts, transport }),
    });
    await sandbox.close();
    expect(tried.problems).toEqual([]);
  });
});
