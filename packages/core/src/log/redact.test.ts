import { describe, expect, it } from 'vitest';
import { maskSecrets, ownSecrets } from './own-secrets.js';
import { isSecretName, redact, redactText } from './redact.js';

describe('redact', () => {
  it.each(['Authorization', 'Api-Key', 'X-Api-Key', 'Client-Secret', 'access_token', 'X-Auth-Token', 'password', 'Set-Cookie', 'token', 'privateKey'])('knows %s for a secret', (name) => {
    expect(isSecretName(name)).toBe(true);
    expect(redact({ [name]: 'x' })).toEqual({ [name]: '***' });
  });

  it.each(['pageToken', 'nextPageToken', 'Client-Id', 'key', 'offer_id', 'tokens'])('knows %s for none', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('takes tokens and passwords of URLs out of texts', () => {
    expect(redactText('hand in an OAuth token, as accessToken')).toBe('hand in an OAuth token, as accessToken');
    expect(redactText('GET https://robot:planted@proxy.test/x?api_key=planted&a=1 OAuth planted')).toBe('GET https://***@proxy.test/x?api_key=***&a=1 OAuth ***');
  });

  it('shows the beginning of what is long, so that a body of thousands of items costs nothing', () => {
    const items = Array.from({ length: 3000 }, (_, id) => ({ id }));
    const { body, text } = redact({ body: items, text: 'x'.repeat(10_000) }) as { body: unknown[]; text: string };
    expect(body).toHaveLength(21);
    expect(body.at(-1)).toBe('… and 2980 more');
    expect(text).toHaveLength(4001);
  });

  it('cuts no secret in two, or half of it would stay', () => {
    const secrets = ['planted-secret-value'];
    const text = redact(`${'x'.repeat(3990)}planted-secret-value`, (whole) => maskSecrets(whole, secrets)) as string;
    expect(text).not.toContain('planted');
  });

  it('is bounded in depth and bears cycles', () => {
    const loop: Record<string, unknown> = { a: 1 };
    loop.self = loop;
    expect(redact(loop)).toEqual({ a: 1, self: '…' });
  });
});

describe('ownSecrets', () => {
  it('are the values of secret headers and fields, as they are and as in a URL, and the password of the host', () => {
    const call = { headers: { 'api-key': 'planted/header', 'client-id': '42424242', authorization: 'Bearer planted-bearer' }, parameters: { body: { client_secret: 'planted-body', short: 'x', password: 'x' }, query: { token: 'planted-query' } } };
    expect([...ownSecrets(call, 'https://robot:planted-host@proxy.test')].sort()).toEqual([
      'planted%2Fheader', 'planted-bearer', 'planted-body', 'planted-host', 'planted-query', 'planted/header',
    ]);
    expect(maskSecrets({ 'planted/header': ['planted%2Fheader', 1, null, new Date(0)] }, ownSecrets(call))).toEqual({ '***': ['***', 1, null, new Date(0)] });
  });
});
