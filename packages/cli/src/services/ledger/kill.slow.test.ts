import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom, sleep, systemClock } from '@occwo/core';
import type { Sandbox } from '@occwo/core/sandbox';
import { startOzonSandbox } from '@occwo/ozon/sandbox';
import { startWildberriesSandbox } from '@occwo/wildberries/sandbox';
import { startYandexSandbox } from '@occwo/yandex/sandbox';
import { describe, expect, it } from 'vitest';
import { feedOf, writeTemporary } from '../../testing/catalogue-files.js';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));
const child = fileURLToPath(new URL('../../testing/publish-child.ts', import.meta.url));
const products = 800;
const kills = 5;
const skus = Array.from({ length: products }, (_, index) => `KILL-${index}`);
const offer = (sku: string, index: number) =>
  `<offer id="${sku}"><name>Товар ${index}</name><price>${100 + index}</price><categoryId>2</categoryId><picture>https://a.example/${index}.jpg</picture><vendor>В</vendor><description>Д</description><count>${index % 7}</count></offer>`;

interface Document {
  readonly marketplaces: readonly { read: number; sent: number; accepted: number; unchanged: number; reasons: unknown[] }[];
}

const markets = {
  async ozon() {
    const sandbox = await startOzonSandbox({ stockPauseMs: 0 });
    const { clientId, apiKey } = sandbox.credentials;
    return { sandbox, card: 'card', variables: { OCCWO_OZON_CLIENT_ID: clientId, OCCWO_OZON_API_KEY: apiKey } };
  },
  async wildberries() {
    const sandbox = await startWildberriesSandbox();
    return { sandbox, card: 'card', variables: { OCCWO_WILDBERRIES_TOKEN: sandbox.credentials.token } };
  },
  async yandex() {
    const sandbox = await startYandexSandbox();
    const { apiKey, businessId, campaignId } = sandbox.credentials;
    return { sandbox, card: 'offer', variables: { OCCWO_YANDEX_API_KEY: apiKey, OCCWO_YANDEX_BUSINESS_ID: String(businessId), OCCWO_YANDEX_CAMPAIGN_ID: String(campaignId) } };
  },
};

const requestsOf = ({ requests }: Sandbox) => [...requests.values()].reduce((sum, count) => sum + count, 0);
const keysOf = ({ effects }: Sandbox, kind: string) => effects.flatMap((effect) => (effect.kind === kind ? [effect.key] : []));

describe.concurrent('a publish that is killed again and again, on a sandbox of another process', () => {
  it.each(Object.keys(markets) as (keyof typeof markets)[])('%s: makes each card exactly once, sets each price and stock, and has nothing to do afterwards', async (name) => {
    const { sandbox, card, variables } = await markets[name]();
    try {
      const file = writeTemporary('feed.xml', feedOf(skus.map(offer).join('\n')));
      const ledger = path.join(mkdtempSync(path.join(tmpdir(), 'occwo-kill-')), 'ledger.sqlite');
      const random = seededRandom(name.length);
      const start = () => {
        const env = { ...process.env, ...variables, TO: name, OCCWO_SANDBOX_URLS: `${name}=${sandbox.url}` };
        const running = spawn(process.execPath, ['--import', 'tsx', child, file, ledger], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
        let out = '';
        let err = '';
        running.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
        running.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
        return { running, ended: once(running, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as string | null, out, err })) };
      };

      let killed = 0;
      while (killed < kills) {
        const before = requestsOf(sandbox);
        const { running, ended } = start();
        const target = before + 2 + Math.floor(random() * 7);
        let isOver = false;
        void ended.then(() => (isOver = true));
        while (!isOver && requestsOf(sandbox) < target) await sleep(systemClock, 2);
        await sleep(systemClock, Math.floor(random() * 60));
        running.kill('SIGKILL');
        if ((await ended).signal !== 'SIGKILL') break;
        killed += 1;
      }
      expect(killed).toBeGreaterThanOrEqual(1);

      const whole = await start().ended;
      expect(whole.code, whole.out + whole.err).toBe(0);
      expect((JSON.parse(whole.out) as Document).marketplaces).toMatchObject([{ read: products, accepted: products }]);
      expect(keysOf(sandbox, card).sort()).toEqual([...skus].sort());
      expect(new Set(keysOf(sandbox, 'price')).size).toBe(products);
      expect(new Set(keysOf(sandbox, 'stock')).size).toBe(products);

      const effects = sandbox.effects.length;
      const again = await start().ended;
      expect(again.code, again.out + again.err).toBe(0);
      expect((JSON.parse(again.out) as Document).marketplaces).toMatchObject([{ read: products, sent: 0, accepted: products, unchanged: products }]);
      expect(sandbox.effects.length).toBe(effects);
    } finally {
      await sandbox.close();
    }
  }, 600_000);
});
