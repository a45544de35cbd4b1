import { describe, expect, it } from 'vitest';
import { resolveCredentials } from './credentials.js';
import { providerOf } from './providers.js';

const ozon = providerOf('ozon');
const categories = {};

describe('resolveCredentials', () => {
  it('takes the config before the environment, by text or by the variable that it names', () => {
    const config = { ozon: { categories, clientId: '1', apiKey: { env: 'MY_KEY' } } };
    expect(resolveCredentials(ozon, config, { MY_KEY: ' k ', OCCWO_OZON_API_KEY: 'other' }, 'en')).toEqual({ clientId: '1', apiKey: 'k' });
    expect(resolveCredentials(ozon, { ozon: { categories } }, { OCCWO_OZON_CLIENT_ID: '2', OCCWO_OZON_API_KEY: 'e' }, 'en')).toEqual({ clientId: '2', apiKey: 'e' });
    const yandex = { yandex: { categories, businessId: 7, campaignId: '8', apiKey: 'k' } };
    expect(resolveCredentials(providerOf('yandex'), yandex, {}, 'en')).toEqual({ businessId: '7', campaignId: '8', apiKey: 'k' });
  });

  it('names what is missing and where it may come from', () => {
    const failing = (config: object, environment: Record<string, string> = {}) => {
      try {
        return resolveCredentials(ozon, config, environment, 'en');
      } catch (error) {
        return error;
      }
    };
    expect(failing({})).toMatchObject({ code: 'credentials', message: 'ozon: clientId is missing.', hint: expect.stringMatching(/OCCWO_OZON_CLIENT_ID.*ozon\.clientId/) });
    expect(failing({ ozon: { categories, clientId: '1', apiKey: { env: 'MY_KEY' } } }, { OCCWO_OZON_API_KEY: 'e' })).toMatchObject({ hint: expect.stringContaining('MY_KEY') });
    expect(failing({}, { OCCWO_OZON_CLIENT_ID: '  ' })).toMatchObject({ code: 'credentials' });
  });
});
