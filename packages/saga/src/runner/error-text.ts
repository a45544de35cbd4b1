const secrets = /((?:authorization|bearer|api[-_]?key|client[-_]?id|token|password|secret)["']?\s*[:=]?\s*["']?(?:(?:bearer|basic|oauth)\s+)?)[^\s"',;&]+/gi;
/** Names with passwords in addresses, and JWTs wherever they stand. */
const secretParts = /(?<=:\/\/)[^\s/@:"']*:[^\s/@"']+(?=@)|\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** An error as the journal keeps it: one line, no secrets, no characters that PostgreSQL refuses. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${['Error', 'Refused'].includes(error.name) ? '' : `${error.name}: `}${error.message}` : String(error);
  return plainText(plainText(text).replace(secretParts, '***').replace(secrets, '$1***').slice(0, 2_000));
}

/** Text without what PostgreSQL refuses: U+0000, and half a character where a text was cut inside one. */
export const plainText = (text: string): string => text.replaceAll('\u0000', '').replaceAll(/\p{Surrogate}/gu, '\ufffd');
