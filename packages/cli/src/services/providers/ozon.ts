import type { Provider } from './provider.js';

export const ozonProvider: Provider<'ozon'> = {
  name: 'ozon',
  variables: { clientId: 'OCCWO_OZON_CLIENT_ID', apiKey: 'OCCWO_OZON_API_KEY' },

  async open({ section, credentials, client, language }) {
    const [{ createOzon, ozonMarketplace }, { ozonFaults }] = await Promise.all([import('@occwo/ozon'), import('../checks/ozon-faults.js')]);
    const ozon = createOzon({ ...client, ...credentials });
    return {
      marketplace: ozonMarketplace(ozon, section, client.clock && { clock: client.clock }),
      check: async () => void (await ozon.request('POST /v1/roles')),
      faults: ozonFaults(section, language),
    };
  },

  account: async ({ clientId = '' }) => clientId,

  async startSandbox(options) {
    const { startOzonSandbox } = await import('@occwo/ozon/sandbox');
    const sandbox = await startOzonSandbox(options);
    return { sandbox, credentials: sandbox.credentials };
  },

  async standIn(section) {
    const [{ sandboxMapping }, { ozonStandIn }] = await Promise.all([import('@occwo/ozon/sandbox'), import('../dry-run/ozon-stand-in.js')]);
    return ozonStandIn(section, sandboxMapping());
  },

  sandboxSection: async () => (await import('@occwo/ozon/sandbox')).sandboxMapping(),
};
