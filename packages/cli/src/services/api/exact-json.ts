import { CliError } from '../../errors/cli-error.js';

/** Texts, and integers that may not be exact as numbers. Reports and chats have ids beyond 2^53. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;
const mark = '\u0000integer:';

/** Parses JSON that somebody typed; integers beyond 2^53 become bigints and go out digit by digit. */
export function readExactJson(text: string): unknown {
  const marked = text.replaceAll(tokens, (token) => (token.startsWith('"') ? token : JSON.stringify(`${mark}${token}`)));
  try {
    return JSON.parse(marked, (_name, value: unknown) => (typeof value === 'string' && value.startsWith(mark) ? integer(value.slice(mark.length)) : value));
  } catch (cause) {
    throw new CliError('usage', 'api.body-wrong', { reason: cause instanceof Error ? cause.message.replaceAll('\u0000', '') : String(cause) }, cause);
  }
}

function integer(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}
