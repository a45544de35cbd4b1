import type { ApiDocument } from '../model.js';
import type { OpenApiServer } from './open-api.js';

/** Collects the hosts of an API. Where one document has one host it is called `main`, otherwise each by its first label (`content-api`). */
export function hostTable(single: boolean): { of(servers: readonly OpenApiServer[] | undefined, route: string): string; table(): ApiDocument['hosts'] } {
  const hosts = new Map<string, { production: string; sandbox?: string }>();
  return {
    of(servers, route) {
      const urls = (servers ?? []).map(({ url }) => url.replace(/^\/\//, 'https://').replace(/:443$/, '').replace(/\/$/, ''));
      const production = urls.find((url) => !isSandbox(url));
      const sandbox = urls.find(isSandbox);
      if (!production) throw new Error(`${route} has no production host`);
      const key = single ? 'main' : (new URL(production).hostname.split('.')[0] as string);
      const known = hosts.get(key);
      if (known && known.production !== production) throw new Error(`${route}: host ${key} is both ${known.production} and ${production}`);
      hosts.set(key, { production, ...((sandbox ?? known?.sandbox) !== undefined && { sandbox: (sandbox ?? known?.sandbox) as string }) });
      return key;
    },
    table: () => Object.fromEntries([...hosts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function isSandbox(url: string): boolean {
  return new URL(url).hostname.includes('-sandbox.');
}
