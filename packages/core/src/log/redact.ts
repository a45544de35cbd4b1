/** Names of headers and fields whose value is a secret, in lower case without `-` and `_`. */
const secretNames = /(authorization|apikey|accesskey|privatekey|secret|password|cookie|(access|refresh|auth|oauth|bearer|bot|csrf)token)$|^(token|jwt|oauth|xsupplierid)$/;
/** Bearer tokens, JWTs, Yandex keys, and names with passwords of URLs, inside text. */
const secretText = /\b(Bearer\s+)?(eyJ[\w-]+\.[\w-]+\.[\w-]*|ACMA:[\w:-]+)|(?<=\b(?:Bearer|OAuth)\s)[^\s"',]+|(?<=\b(?:access_token|api[-_]?key|client_secret|token)=)[^\s&"']+|(?<=:\/\/)[^\s/@:"']+:[^\s/@"']+(?=@)/gi;

/** Whether a header or field of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name.toLowerCase().replaceAll(/[-_]/g, ''));
}

/** Text with everything that looks like a token replaced by `***`. */
export function redactText(text: string): string {
  return text.replaceAll(secretText, '***');
}

/** A copy of any value that is safe to log: secret fields and tokens replaced by `***`, depth and cycles bounded. */
export function redact(value: unknown, depth = 0, seen: ReadonlySet<object> = new Set()): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 12 || seen.has(value)) return '…';
  const inner = new Set(seen).add(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1, inner));
  if (value instanceof Uint8Array) return `<${value.byteLength} bytes>`;
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    copy[name] = isSecretName(name) && field !== undefined && field !== null ? '***' : redact(field, depth + 1, inner);
  }
  return copy;
}
