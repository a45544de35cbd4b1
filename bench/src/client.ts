import { Agent } from 'node:http';
import { memoryLimiter } from '@occwo/core/client';
import type { Limiter } from '@occwo/core/client';
import { createOzon } from '@occwo/ozon';
import axios from 'axios';
import { OzonClient } from 'artefactby-ozon-seller-api';
import { OzonSellerApiClient } from 'daytona-ozon-seller-api';
import { startFixedServer } from './support/fixed-server.js';
import { median, rounded } from './support/median.js';

const concurrency = 16;
const body = { filter: { visibility: 'ALL' }, limit: 100 };

type Call = () => Promise<unknown>;

/** All of the limiter's work with none of its waiting: the windows are a million times wider. */
function wideLimiter(): Limiter {
  const limiter = memoryLimiter();
  const widen: Limiter['acquire'] = (request) =>
    limiter.acquire({
      ...request,
      buckets: request.buckets.map((use) => ({ ...use, windows: use.windows.map((window) => ({ ...window, count: window.count * 1_000_000 })) })),
    });
  return { ...limiter, acquire: widen };
}

function callers(url: string): Record<string, Call> {
  const bare = axios.create({ baseURL: url, httpAgent: new Agent({ keepAlive: true, maxSockets: 64 }) });
  const ozon = createOzon({ clientId: '1', apiKey: 'key', hosts: url, limiter: wideLimiter() });
  const artefactby = new OzonClient({ clientId: '1', apiKey: 'key', baseUrl: url });
  const daytona = new OzonSellerApiClient({ clientId: '123456', apiKey: '0123456789abcdef0123456789abcdef', baseUrl: url } as never);
  return {
    axios: () => bare.post('/v3/product/list', body, { headers: { 'Client-Id': '1', 'Api-Key': 'key' } }),
    occwo: () => ozon.products.list(body as never),
    artefactby: () => artefactby.request('/v3/product/list', body as never),
    daytona: () => daytona.product.getList(body as never),
  };
}

/** Calls a second and CPU microseconds a call, over `total` calls. */
async function measure(call: Call, total: number): Promise<{ perSecond: number; cpuMicroseconds: number }> {
  let left = total;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const worker = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: total / seconds, cpuMicroseconds: (user + system) / total };
}

/** The full pipeline against bare axios with keep-alive, in turn on one loopback server; peers on the same server. */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, unknown>> {
  const server = await startFixedServer();
  const figures: Record<string, { perSecond: number; cpuMicroseconds: number }[]> = {};
  try {
    const calls = callers(server.url);
    for (let round = -1; round < (quick ? 2 : 9); round += 1) {
      for (const [name, call] of Object.entries(calls)) {
        const figure = await measure(call, quick ? 300 : 3_000).catch((error: unknown) => {
          process.stderr.write(`${name} failed: ${String(error)}\n`);
          return undefined;
        });
        // The first round warms up.
        if (round >= 0 && figure) (figures[name] ??= []).push(figure);
      }
    }
  } finally {
    server.stop();
  }
  const rates = (name: string) => (figures[name] ?? []).map(({ perSecond }) => perSecond);
  const ratio = (name: string) => rounded(median(rates(name).map((rate, round) => rate / (rates('axios')[round] as number))));
  const cpu = (name: string) => rounded(median((figures[name] ?? []).map(({ cpuMicroseconds }) => cpuMicroseconds)), 1);
  return {
    vs_axios: ratio('occwo'),
    cpu_us_per_call: rounded(cpu('occwo') - cpu('axios'), 1),
    calls_per_s: { axios: Math.round(median(rates('axios'))), occwo: Math.round(median(rates('occwo'))) },
    peers: Object.fromEntries(['artefactby', 'daytona'].filter((name) => figures[name]).map((name) => [name, { vs_axios: ratio(name), cpu_us_per_call: rounded(cpu(name) - cpu('axios'), 1) }])),
  };
}
