import type { Call } from '../pipeline/call.js';
import { isSecretName } from './redact.js';

/** Shorter values are no keys; masking them would tear words apart. */
const shortestSecret = 8;

/**
 * The secrets that a call carries, by their value: marketplaces and proxies echo them in texts where no field's name
 * gives them away. URL-encoded forms are among them.
 *
 * @param host the base URL that it goes to: a proxy's may hold a password
 */
export function ownSecrets({ headers, link, parameters: { query, body, headers: given } }: Pick<Call, 'headers' | 'parameters' | 'link'>, host = ''): readonly string[] {
  const found = new Set<string>(link === undefined ? [] : secretsOfLink(link));
  const password = /^[a-z]+:\/\/[^/@]*:([^/@]+)@/.exec(host)?.[1];
  if (password && password.length >= shortestSecret) found.add(password);
  for (const part of [given, headers, query, body]) {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) continue;
    for (const [name, value] of Object.entries(part)) {
      if (typeof value !== 'string' || !isSecretName(name)) continue;
      const secret = value.replace(/^(Bearer|OAuth|Basic)\s+/i, '');
      if (secret.length >= shortestSecret) found.add(secret).add(encodeURIComponent(secret));
    }
  }
  return [...found];
}

/** Whoever has a link to a file has the file: all that its query says is as good as a key, and so is the link as a whole. */
function secretsOfLink(link: string): readonly string[] {
  const { search, searchParams } = new URL(link);
  const values = [...searchParams.values()].filter((value) => value.length >= shortestSecret);
  return [...(search.length > 1 ? [link, search] : []), ...values, ...values.map(encodeURIComponent)];
}

/** A copy of a parsed answer, an error's text or any plain value in which these secrets read `***`. */
export function maskSecrets<Value>(value: Value, secrets: readonly string[]): Value {
  return secrets.length === 0 ? value : (masked(value, secrets) as Value);
}

function masked(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((item) => masked(item, secrets));
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [masked(name, secrets), masked(field, secrets)]));
}
