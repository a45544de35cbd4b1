import { describe, expect, it } from 'vitest';
import { exportLines } from '../sandbox/start-sandboxes.js';
import { runningSandboxes, sandboxUrls } from './running-sandboxes.js';

describe('OCCWO_SANDBOX_URLS', () => {
  it('is read as it is written', () => {
    const urls = new Map([['ozon', 'http://127.0.0.1:4001'], ['yandex', 'http://sandbox:4002']] as const);
    expect(runningSandboxes({ OCCWO_SANDBOX_URLS: sandboxUrls(urls) })).toEqual(urls);
    expect(runningSandboxes({ OCCWO_SANDBOX_URLS: ' ozon = http://a/ ' })).toEqual(new Map([['ozon', 'http://a']]));
    expect(runningSandboxes({})).toBeUndefined();
    expect(runningSandboxes({ OCCWO_SANDBOX_URLS: '' })).toBeUndefined();
  });

  it.each(['http://127.0.0.1', 'mars=http://127.0.0.1', 'ozon=127.0.0.1:4001'])('%s is refused', (text) => {
    expect(() => runningSandboxes({ OCCWO_SANDBOX_URLS: text })).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('is printed for a shell, quotes and all', () => {
    expect(exportLines({ A: "it's", B: '1' })).toBe("export A='it'\\''s'\nexport B='1'\n");
  });
});
