import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiKeySetting, campaignIdSetting, readId, readSecret } from './secret.js';

afterEach(() => vi.unstubAllEnvs());

describe('readSecret', () => {
  it('takes text, a function or an async function, and asks a function each time', async () => {
    let turn = 0;
    const rotating = async () => `ACMA:key-${++turn}`;
    expect(await readSecret('ACMA:a:b\n', apiKeySetting)).toBe('ACMA:a:b');
    expect(await readSecret(rotating, apiKeySetting)).toBe('ACMA:key-1');
    expect(await readSecret(rotating, apiKeySetting)).toBe('ACMA:key-2');
  });

  it('falls back to the environment, and the option wins over it', async () => {
    vi.stubEnv('OCCWO_YANDEX_API_KEY', 'ACMA:from-environment');
    expect(await readSecret(undefined, apiKeySetting)).toBe('ACMA:from-environment');
    expect(await readSecret('ACMA:from-option', apiKeySetting)).toBe('ACMA:from-option');
  });

  it('refuses a missing one, naming option and variable', async () => {
    vi.stubEnv('OCCWO_YANDEX_API_KEY', '');
    await expect(readSecret(undefined, apiKeySetting)).rejects.toMatchObject({
      name: 'RefusedError',
      code: 'credentials',
      message: expect.stringContaining('apiKey'),
      hint: expect.stringContaining('OCCWO_YANDEX_API_KEY'),
    });
  });

  it.each(['Bearer ACMA:x', 'ACMA:ключ', 'ACMA:a\r\nX-Evil: 1'])('refuses %j without repeating it', async (secret) => {
    const failure: Error = await readSecret(secret, apiKeySetting).then(() => { throw new Error('accepted'); }, (error) => error);
    expect(failure).toMatchObject({ code: 'credentials' });
    expect(JSON.stringify(failure)).not.toContain(secret.slice(-4));
  });
});

describe('readId', () => {
  it('reads numbers and digits, from the option or the environment', () => {
    vi.stubEnv('OCCWO_YANDEX_CAMPAIGN_ID', '21001');
    expect(readId(undefined, campaignIdSetting)).toBe(21001);
    expect(readId('77', campaignIdSetting)).toBe(77);
    expect(readId(78, campaignIdSetting)).toBe(78);
  });

  it('gives nothing where nothing is set, and refuses what is no id', () => {
    vi.stubEnv('OCCWO_YANDEX_CAMPAIGN_ID', '');
    expect(readId(undefined, campaignIdSetting)).toBeUndefined();
    expect(() => readId('21-001', campaignIdSetting)).toThrow(/campaignId must be a positive whole number/);
  });
});
