/** Names of headers and fields whose value is a secret, in lower case without `-` and `_`. */
const secretNames = /(authorization|apikey|accesskey|privatekey|secret|password|cookie|(access|refresh|auth|oauth|bearer|bot|csrf)token)$|^(token|jwt|oauth|xsupplierid)$/;
/** Bearer tokens, JWTs, Yandex keys, and names with passwords of URLs, inside text. */
const secretText = /\b(Bearer\s+)?(eyJ[\w-]+\.[\w-]+\.[\w-]*|ACMA:[\w:-]+)|(?<=\b(?:Bearer|OAuth)\s)(?!tokens?\b)[^\s"',]+|(?<=\b(?:access_token|api[-_]?key|client_secret|token)=)[^\s&"']+|(?<=:\/\/)[^\s/@:"']+:[^\s/@"']+(?=@)/gi;

/** Whether a header or field of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name.toLowerCase().replaceAll(/[-_]/g, ''));
}

/** Text with everything that looks like a token replaced by `***`. */
export function redactText(text: string): string {
  return text.replaceAll(secretText, '***');
}

/** A log line is for people: of longer lists the first items are shown, of longer texts the beginning. A body of 3 000 cards would block for half a second. */
const mostItems = 20;
const mostCharacters = 4_000;

/**
 * A copy of any value that is safe to log: secret fields and tokens replaced by `***`; depth, cycles, lists and texts bounded.
 *
 * @param clean what takes the secrets out of a text; it sees whole texts, before they are cut
 */
export function redact(value: unknown, clean: (text: string) => string = redactText): unknown {
  return copyOf(value, clean, 0, new Set());
}

function copyOf(value: unknown, clean: (text: string) => string, depth: number, seen: ReadonlySet<object>): unknown {
  if (typeof value === 'string') {
    const text = clean(value);
    return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  }
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 12 || seen.has(value)) return '…';
  if (value instanceof Uint8Array) return `<${value.byteLength} bytes>`;
  const inner = new Set(seen).add(value);
  if (Array.isArray(value)) {
    const shown = value.slice(0, mostItems).map((item) => copyOf(item, clean, depth + 1, inner));
    return value.length > mostItems ? [...shown, `… and ${value.length - mostItems} more`] : shown;
  }
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    copy[name] = isSecretName(name) && field !== undefined && field !== null ? '***' : copyOf(field, clean, depth + 1, inner);
  }
  return copy;
}
