import { CliError } from '../errors/cli-error.js';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { CatalogueItem } from './catalogue-item.js';
import { decodeText } from './decode-text.js';
import { rawFromJson } from './raw-from-json.js';
import { toProduct } from './to-product.js';

/** A line that never ends is no JSONL; it must not fill the memory. */
const longestLine = 5_000_000;

/** Reads one product a line (the canonical `Product`, or its shorter form; see `rawFromJson`). */
export async function* readJsonl(file: string, language: Language): AsyncGenerator<CatalogueItem> {
  let items = 0;
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (text.trim() === '') continue;
    items += 1;
    yield toItem(text, { file, line, language });
  }
  if (items === 0) throw new CliError('input', 'file.no-items', { file });
}

function toItem(text: string, place: { file: string; line: number; language: Language }): CatalogueItem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return toProduct(rawFromJson(value as Record<string, unknown>), place);
  const message = translate(place.language, 'row.json', { found: text.trim().slice(0, 40) });
  return { type: 'problem', problem: { line: place.line, reasons: [{ code: 'occwo.row-json', message }] } };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of decodeText(file)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > longestLine) throw new CliError('input', 'jsonl.line', { file, limit: longestLine });
  }
  if (rest !== '') yield rest;
}
