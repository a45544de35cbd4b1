import type { Provider } from './provider.js';

export const yandexProvider: Provider<'yandex'> = {
  name: 'yandex',
  variables: { apiKey: 'OCCWO_YANDEX_API_KEY', businessId: 'OCCWO_YANDEX_BUSINESS_ID', campaignId: 'OCCWO_YANDEX_CAMPAIGN_ID' },

  async open({ section, credentials, client, language }) {
    const [{ createYandex, yandexMarketplace }, { yandexFaults }] = await Promise.all([import('@occwo/yandex'), import('../checks/yandex-faults.js')]);
    const yandex = createYandex({ ...client, ...credentials });
    return {
      marketplace: yandexMarketplace(yandex, section),
      // One offer of the cabinet: it proves the key, its access to offers, and that the cabinet is the key's own.
      check: async () => void (await yandex.request('POST /v2/businesses/{businessId}/offer-mappings', { path: { businessId: Number(credentials.businessId) }, query: { limit: 1 }, body: {} })),
      faults: yandexFaults(section, language),
    };
  },

  // Cards and prices are the cabinet's, stocks the shop's.
  account: async ({ businessId = '', campaignId = '' }) => `${businessId}/${campaignId}`,

  async startSandbox(options) {
    const { startYandexSandbox } = await import('@occwo/yandex/sandbox');
    const sandbox = await startYandexSandbox(options);
    const { apiKey, businessId, campaignId } = sandbox.credentials;
    return { sandbox, credentials: { apiKey, businessId: String(businessId), campaignId: String(campaignId) } };
  },

  async standIn(section, { credentials }) {
    const [{ sandboxMapping }, { yandexStandIn }] = await Promise.all([import('@occwo/yandex/sandbox'), import('../dry-run/yandex-stand-in.js')]);
    return yandexStandIn(section, sandboxMapping(), credentials.campaignId ?? '');
  },

  sandboxSection: async () => (await import('@occwo/yandex/sandbox')).sandboxMapping(),
};
