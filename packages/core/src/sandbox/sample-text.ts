import type { JsonSchema } from '../client/schemas.js';
import type { Random } from '../time/random.js';

/** One text a format; dates lie in the past of every edition of the documents. */
const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-01-15T09:30:00Z',
  date: '2026-01-15',
  'date-dd-MM-yyyy': '15-01-2026',
  'date-dd-MM-yyyy-HH-mm-ss': '15-01-2026 09:30:00',
  uuid: '018c0914-7935-76dc-b814-b80fb8ddc60c',
  uri: 'https://sandbox.invalid/file',
  email: 'seller@sandbox.invalid',
  byte: 'c2FuZGJveA==',
  int64: '1234567',
  uint64: '1234567',
};

/** The few patterns of the official documents that are real regular expressions, each with texts to choose from. */
const candidates = ['sandbox', '09:30', 'RU', '+79990000000', '1', '2026-01-15'];

const syllables = ['ла', 'ми', 'ро', 'ка', 'ве', 'то', 'ну', 'сы'];

/** A text that satisfies format, pattern and length. */
export function sampleText(schema: JsonSchema, random: Random): string {
  const { format, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema as { format?: string; pattern?: string; minLength?: number; maxLength?: number };
  if (pattern !== undefined) return matching(pattern);
  let text = byFormat[format ?? ''] ?? word(random);
  while (text.length < minLength) text += word(random);
  return text.slice(0, maxLength);
}

function matching(pattern: string): string {
  const expression = new RegExp(pattern);
  const text = candidates.find((candidate) => expression.test(candidate));
  if (text === undefined) throw new Error(`no sample text matches ${pattern}; add one to the sandbox's candidates`);
  return text;
}

function word(random: Random): string {
  return Array.from({ length: 4 }, () => syllables[Math.floor(random() * syllables.length)]).join('');
}
