import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OccwoError, UnknownOutcomeError, seededRandom, systemClock } from '../index.js';
import type { Clock } from '../index.js';
import { json, startSandbox } from '../sandbox/index.js';
import type { Sandbox, SandboxFault, SandboxHandler } from '../sandbox/index.js';
import { loopWatch } from '../testing/loop-watch.js';
import type { LoopWatch } from '../testing/loop-watch.js';
import { sampleApi } from '../testing/sample-api.js';
import { createClient } from './create-client.js';
import { memoryLimiter } from '../limits/memory-limiter.js';

/** Three answers in ten go wrong, in every way that the sandbox knows. */
const faults: SandboxFault[] = [
  { kind: 'reset-before', share: 0.06 },
  { kind: 'reset-after', share: 0.06 },
  { kind: 'truncate', share: 0.05 },
  { kind: 'html-502', share: 0.05 },
  { kind: 'status', status: 429, share: 0.04 },
  { kind: 'status', status: 420, share: 0.03 },
  { kind: 'stall', share: 0.01 },
];
const calls = 20_000;

/** Waits between attempts pass fifty times faster; sockets and their time limits stay real. */
const hurry = 50;
const fastClock: Clock = {
  now: () => systemClock.now(),
  monotonic: () => systemClock.monotonic() * hurry,
  schedule: (task, delayMs, options) => systemClock.schedule(task, delayMs / hurry, options),
};

const kinds = ['get', 'set', 'upsert', 'create', 'change', 'report'] as const;
type Kind = (typeof kinds)[number];
type Told = 'ok' | 'unknown' | 'failed';

const effect = (kind: Kind): SandboxHandler => ({ body }, context) => {
  const { key } = body as { key: string };
  context.effect(kind, key, key);
  return json(200, { key });
};

let sandbox: Sandbox;
const api = sampleApi({
  limits: { all: { windows: [{ count: 1_000_000, periodMs: 1000 }], source: 'documented' } },
  schemas: {},
  readFailure: ({ status }) => {
    if (status < 400) return undefined;
    if (status === 429 || status === 420) return { code: 'rate-limited', message: 'slower', retryAfterMs: status === 429 ? 5 : undefined };
    return { code: status >= 500 ? 'server-error' : 'invalid-request', message: `status ${status}` };
  },
});
const operations = {
  things: {
    get: 'POST /get read l=all', set: 'POST /set set l=all', upsert: 'POST /upsert upsert l=all',
    create: 'POST /create create l=all', change: 'POST /change transition l=all', report: 'POST /report job l=all',
  },
};

beforeAll(async () => {
  sandbox = await startSandbox(
    {
      ...api, operations, marketplace: 'sample', hosts: ['main'],
      authenticate: () => ({ account: 'seller' }),
      handlers: Object.fromEntries(kinds.map((kind) => [`things.${kind}`, effect(kind)])),
      invalidRequest: () => json(400, {}), limitReached: () => json(429, {}), notFound: () => json(404, {}),
    },
    { faults, seed: 7, limits: false },
  );
});
afterAll(() => sandbox.close());

describe('twenty thousand calls, three answers in ten gone wrong', () => {
  it('double no create, converge every set, and tell of each call what the marketplace really did', async () => {
    const random = seededRandom(11);
    // The breaker would, rightly, leave such a host alone; here every call shall meet it, so each batch has its own client.
    const fresh = () =>
      createClient<{ things: Record<Kind, (parameters: { key: string }) => Promise<unknown>> }, object>(
        { ...api, operations }, { hosts: sandbox.hosts, limiter: memoryLimiter(), clock: fastClock, retries: 12, timeoutMs: 400, deadlineMs: 3_600_000, random },
      );
    const told = new Map<string, Told>();

    // Watched from the two thousandth call on: before it, code is loaded and compiled, the sandbox's in this process among it.
    let loop: LoopWatch | undefined;
    let next = 0;
    const worker = async () => {
      for (let client = fresh(); next < calls; ) {
        const number = next++;
        if (number === 2_000) loop = loopWatch();
        if (number % 5 === 0) client = fresh();
        const kind = kinds[Math.floor(random() * kinds.length)] as Kind;
        const key = `${kind}-${number}`;
        told.set(key, await client.things[kind]({ key }).then((): Told => 'ok', (error: unknown): Told => {
          if (!OccwoError.is(error)) throw error;
          return error instanceof UnknownOutcomeError ? 'unknown' : 'failed';
        }));
      }
    };
    await Promise.all(Array.from({ length: 64 }, worker));
    await loop?.look();
    loop?.stop();
    expect(loop?.longestMs).toBeLessThan(50);

    const effects = new Map<string, number>();
    for (const { key } of sandbox.effects) effects.set(key, (effects.get(key) ?? 0) + 1);
    expect(told.size).toBe(calls);
    const tally: Record<string, number> = {};
    for (const [key, outcome] of told) {
      const kind = key.split('-')[0] as Kind;
      const times = effects.get(key) ?? 0;
      tally[`${kind} ${outcome}`] = (tally[`${kind} ${outcome}`] ?? 0) + 1;
      if (outcome === 'ok') expect(times, key).toBeGreaterThanOrEqual(1);
      if (outcome === 'failed') expect(times === 0 || ['get', 'set', 'upsert'].includes(kind), `${key} failed with ${times} effects`).toBe(true);
      if (['create', 'change', 'report'].includes(kind)) expect(times, key).toBeLessThanOrEqual(1);
      // Repeatable kinds never end in doubt: they are repeated until they are known.
      if (['get', 'set', 'upsert'].includes(kind)) expect(outcome, key).not.toBe('unknown');
    }
    expect(tally['create unknown']).toBeGreaterThan(0);
    expect(tally['set ok']).toBeGreaterThan(calls / 7);
  }, 240_000);
});
