import { systemClock } from '@occwo/core';
import { startSandbox } from '@occwo/core/sandbox';
import type { Sandbox, SandboxOptions } from '@occwo/core/sandbox';
import type { Cabinet } from './cabinet.js';
import { yandexSandboxDefinition } from './definition.js';

/** Options of the sandbox beside those that all sandboxes have. */
export interface YandexSandboxOptions extends SandboxOptions {
  /** The cabinet's subscription: it decides the limits. Default: `none`. */
  readonly subscription?: 'none' | 'medium';
  /** Accesses of the key. Default: `['all-methods']`. */
  readonly scopes?: readonly string[];
}

/** What a client needs to call the sandbox: hand it to `createYandex` together with `hosts`. */
export interface YandexSandboxCredentials {
  readonly apiKey: string;
  readonly businessId: number;
  readonly campaignId: number;
}

export interface YandexSandbox extends Sandbox {
  readonly credentials: YandexSandboxCredentials;
  /** The cabinet's one warehouse, for `mapping.warehouses`. */
  readonly warehouseId: number;
}

const apiKey = 'ACMA:SandboxSandboxSandboxSandboxSandboxSandb:0ccb0c00';

/**
 * Starts a server on loopback that behaves as the API of Yandex Market does: one cabinet with one shop (FBS), real limits, the official
 * schemas, cards, prices and stocks. Market itself has no sandbox.
 *
 * @example
 * const sandbox = await startYandexSandbox();
 * const yandex = createYandex({ ...sandbox.credentials, hosts: sandbox.hosts });
 */
export async function startYandexSandbox(options: YandexSandboxOptions = {}): Promise<YandexSandbox> {
  const clock = options.clock ?? systemClock;
  const cabinet: Cabinet = {
    businessId: 1001001,
    campaignId: 21001001,
    warehouseId: 501001,
    subscription: options.subscription ?? 'none',
    keys: new Map([[apiKey, { name: 'sandbox', scopes: options.scopes ?? ['all-methods'] }]]),
    offers: new Map(),
    prices: new Map(),
    stocks: new Map(),
  };
  const sandbox = await startSandbox(yandexSandboxDefinition(cabinet, { clock, taskMs: options.taskMs ?? 300 }), { ...options, clock });
  const { businessId, campaignId, warehouseId } = cabinet;
  // Not a spread: the ledger and the counters of the running sandbox are read as they are at that moment.
  return Object.assign(sandbox, { credentials: { apiKey, businessId, campaignId }, warehouseId });
}
