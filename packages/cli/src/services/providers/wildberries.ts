import { createHash } from 'node:crypto';
import type { Provider } from './provider.js';

export const wildberriesProvider: Provider<'wildberries'> = {
  name: 'wildberries',
  variables: { token: 'OCCWO_WILDBERRIES_TOKEN' },

  async open({ section, credentials, client, language }) {
    const [{ createWildberries, wildberriesMarketplace }, { wildberriesFaults }] = await Promise.all([
      import('@occwo/wildberries'), import('../checks/wildberries-faults.js'),
    ]);
    const wildberries = createWildberries({ ...client, ...credentials });
    return {
      marketplace: wildberriesMarketplace(wildberries, section, client.clock && { clock: client.clock }),
      // One card of the list: `ping` would be cheaper, but it takes tokens that have no right to cards.
      check: async () => void (await wildberries.request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 1 } } } })),
      faults: wildberriesFaults(section, language),
    };
  },

  async account({ token = '' }) {
    const { decodeToken } = await import('@occwo/wildberries');
    // Tokens come and go, the seller stays. One that tells no seller stands for itself.
    return decodeToken(token)?.sellerId ?? createHash('sha256').update(token).digest('hex').slice(0, 16);
  },

  async startSandbox(options) {
    const { startWildberriesSandbox } = await import('@occwo/wildberries/sandbox');
    const sandbox = await startWildberriesSandbox(options);
    return { sandbox, credentials: sandbox.credentials };
  },

  async standIn(section, { sandbox, credentials }) {
    const [{ createWildberries }, { sandboxMapping }, { wildberriesStandIn }] = await Promise.all([
      import('@occwo/wildberries'), import('@occwo/wildberries/sandbox'), import('../dry-run/wildberries-stand-in.js'),
    ]);
    const warehouses = (await createWildberries({ ...credentials, hosts: sandbox.hosts }).request('GET /api/v3/warehouses')) as readonly { readonly id?: number }[];
    return wildberriesStandIn(section, sandboxMapping(), warehouses[0]?.id ?? 0);
  },

  sandboxSection: async () => (await import('@occwo/wildberries/sandbox')).sandboxMapping(),
};
