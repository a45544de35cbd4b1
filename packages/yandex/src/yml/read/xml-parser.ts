import { SaxesParser } from 'saxes';

/** Longer than any reference that is allowed (`#x10FFFF`). */
const longestReference = 16;
const semicolon = 0x3b;

/** The parts of saxes 6 that the better entity state works with. saxes declares them private. */
interface ParserInside {
  chunk: string;
  i: number;
  column: number;
  entity: string;
  entityReturnState: number;
  state: number;
  text: string;
  onReference: (reference: string) => void;
}

/**
 * saxes with another state for `&`. Its own state takes everything up to the next `;` for a name, so after one bare ampersand
 * (the commonest defect of feeds) it swallows tags and offers and reports nonsense. This one gives the ampersand back as text
 * and tells the listener, with the parser standing right behind the reference.
 */
class ReferenceParser extends SaxesParser {
  onReference: (reference: string) => void = () => undefined;
}

const namedReferences: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveReference(reference: string): string | undefined {
  if (!reference.startsWith('#')) return Object.hasOwn(namedReferences, reference) ? namedReferences[reference] : undefined;
  const digits = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(reference);
  if (digits === null || reference[1] === 'X') return undefined;
  const code = digits[1] === undefined ? Number.parseInt(digits[2] as string, 10) : Number.parseInt(digits[1], 16);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

function isReferenceCode(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x23;
}

function readReference(this: ParserInside): void {
  const { chunk } = this;
  let end = this.i;
  while (end < chunk.length && this.entity.length + end - this.i < longestReference && isReferenceCode(chunk.charCodeAt(end))) end += 1;
  this.entity += chunk.slice(this.i, end);
  this.column += end - this.i;
  this.i = end;
  if (end === chunk.length && this.entity.length < longestReference) return;
  const closed = chunk.charCodeAt(end) === semicolon;
  if (closed) {
    this.i += 1;
    this.column += 1;
  }
  const reference = this.entity;
  const resolved = closed ? resolveReference(reference) : undefined;
  this.entity = '';
  this.state = this.entityReturnState;
  this.text += resolved ?? `&${reference}${closed ? ';' : ''}`;
  if (resolved === undefined) this.onReference(`&${reference}${closed ? ';' : ''}`);
}

Object.defineProperty(ReferenceParser.prototype, 'sEntity', { value: readReference });

export type { ReferenceParser };

/** A strict XML parser (saxes); `onBadReference` hears of every `&…` that is not one of the five or a number. */
export function createXmlParser(onBadReference: (reference: string) => void): ReferenceParser {
  const parser = new ReferenceParser();
  parser.onReference = onBadReference;
  return parser;
}
