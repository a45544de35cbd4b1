import { CliError } from '../../errors/cli-error.js';
import type { MarketplaceName } from '../providers/provider.js';
import { marketplaceNames } from '../providers/provider.js';

/** The variable that `occwo sandbox start` prints and `occwo publish --sandbox` reads. */
export const sandboxVariable = 'OCCWO_SANDBOX_URLS';

/** Reads `ozon=http://127.0.0.1:4001,yandex=…`: sandboxes that run already. Undefined where the variable is not set. */
export function runningSandboxes(environment: Readonly<Record<string, string | undefined>>): ReadonlyMap<MarketplaceName, string> | undefined {
  const text = environment[sandboxVariable]?.trim();
  if (!text) return undefined;
  return new Map(
    text.split(',').map((pair) => {
      const at = pair.indexOf('=');
      const name = marketplaceNames.find((known) => known === pair.slice(0, at).trim());
      const url = pair.slice(at + 1).trim();
      if (!name || !/^https?:\/\/[^/]+/.test(url)) throw new CliError('usage', 'sandbox.urls-wrong', { variable: sandboxVariable, found: pair.slice(0, 60) });
      return [name, url.replace(/\/$/, '')] as const;
    }),
  );
}

/** The value of the variable for sandboxes that have just been started. */
export function sandboxUrls(urls: ReadonlyMap<MarketplaceName, string>): string {
  return [...urls].map(([name, url]) => `${name}=${url}`).join(',');
}
