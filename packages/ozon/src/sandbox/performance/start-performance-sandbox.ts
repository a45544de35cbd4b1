import { seededRandom, systemClock } from '@occwo/core';
import type { Sandbox, SandboxOptions } from '@occwo/core/sandbox';
import { startSandbox } from '@occwo/core/sandbox';
import { limits } from '../../generated/performance/limits.js';
import { operations } from '../../generated/performance/operations.js';
import { schemas } from '../../generated/performance/schemas.js';
import { byName } from '../by-name.js';
import { campaignHandlers } from './campaigns.js';
import { reportHandlers } from './reports.js';
import type { PerformanceKeys } from './tokens.js';
import { performanceError, Tokens } from './tokens.js';

/** A running sandbox of the Performance API, with the only credentials that it takes. */
export interface OzonPerformanceSandbox extends Sandbox {
  readonly credentials: PerformanceKeys;
  /** Ends every token before its time. */
  revokeTokens(): void;
}

/**
 * Starts Ozon's advertising API on loopback: tokens that live half an hour, campaigns and statistics with state, the rest
 * from its schema. A report takes `taskMs`, and one can be made at a time.
 *
 * @example
 * const sandbox = await startOzonPerformanceSandbox();
 * const performance = createOzonPerformance({ ...sandbox.credentials, hosts: sandbox.hosts });
 */
export async function startOzonPerformanceSandbox(options: SandboxOptions = {}): Promise<OzonPerformanceSandbox> {
  const { clock = systemClock, seed = 1, taskMs = 300, stateless = false } = options;
  const random = seededRandom(seed + 1);
  const credentials: PerformanceKeys = {
    clientId: `${10_000_000 + Math.floor(random() * 1_000_000)}-${Math.floor(random() * 1_000_000)}@advertising.performance.ozon.ru`,
    clientSecret: Array.from({ length: 64 }, () => Math.floor(random() * 36).toString(36)).join(''),
  };
  const tokens = new Tokens(credentials, clock, random);
  const handlers = { 'POST /api/client/token': tokens.create, ...campaignHandlers(), ...reportHandlers(taskMs) };
  const sandbox = await startSandbox(
    {
      marketplace: 'ozon', hosts: ['main'], operations, limits, schemas,
      handlers: byName(operations, handlers),
      authenticate({ authorization }, { path }) {
        if (path === '/api/client/token') return { account: credentials.clientId };
        const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
        if (token !== undefined && (stateless || tokens.isAlive(token))) return { account: credentials.clientId };
        return { refusal: performanceError(401, 'token is missing, wrong or expired') };
      },
      invalidRequest: ([first]) => performanceError(400, first ? `${first.path} ${first.rule}` : 'invalid request'),
      limitReached: () => performanceError(429, 'the limit of requests is reached'),
      notFound: () => performanceError(404, 'not found'),
    },
    options,
  );
  return { ...sandbox, credentials, revokeTokens: () => tokens.revoke() };
}
