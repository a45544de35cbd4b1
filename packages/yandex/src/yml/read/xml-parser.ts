import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';

/** Longer than any reference that is allowed (`#x10FFFF`). */
const longestReference = 16;
const semicolon = 0x3b;

/** The parts of saxes 6 that the better entity state works with. saxes declares them private. */
interface ParserInside {
  textHandler: (text: string) => void;
  cdataHandler: (text: string) => void;
  openTagStartHandler: (tag: { readonly name: string }) => void;
  attributeHandler: () => void;
  openTagHandler: (tag: SaxesTagPlain) => void;
  closeTagHandler: (tag: { readonly name: string }) => void;
  commentHandler: () => void;
  doctypeHandler: () => void;
  errorHandler: (error: Error) => void;
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

function resolveReference(reference: string): string | undefined {
  switch (reference) {
    case 'amp':
      return '&';
    case 'lt':
      return '<';
    case 'gt':
      return '>';
    case 'quot':
      return '"';
    case 'apos':
      return "'";
    default:
      return reference.startsWith('#') ? resolveNumber(reference) : undefined;
  }
}

function resolveNumber(reference: string): string | undefined {
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

/** What hears of the markup. */
export interface XmlHandlers {
  readonly onTagStart: (name: string) => void;
  readonly onAttribute: () => void;
  readonly onOpen: (tag: SaxesTagPlain) => void;
  readonly onClose: (name: string) => void;
  readonly onText: (text: string) => void;
  readonly onCdata: (text: string) => void;
  readonly onComment: () => void;
  readonly onDoctype: () => void;
  readonly onError: (message: string) => void;
  /** Every `&…` that is neither one of the five references nor a number. */
  readonly onBadReference: (reference: string) => void;
}

/**
 * A strict XML parser (saxes). The handlers are put in by name and not by `on()`: its computed names make V8 keep the parser as a
 * dictionary after a dozen properties, which made parsing four times slower.
 */
export function createXmlParser(handlers: XmlHandlers): ReferenceParser {
  const parser = new ReferenceParser();
  const inside = parser as unknown as ParserInside;
  inside.textHandler = handlers.onText;
  inside.cdataHandler = handlers.onCdata;
  inside.openTagStartHandler = (tag) => handlers.onTagStart(tag.name);
  inside.attributeHandler = handlers.onAttribute;
  inside.openTagHandler = handlers.onOpen;
  inside.closeTagHandler = (tag) => handlers.onClose(tag.name);
  inside.commentHandler = handlers.onComment;
  inside.doctypeHandler = handlers.onDoctype;
  inside.errorHandler = (error) => handlers.onError(error.message);
  parser.onReference = handlers.onBadReference;
  return parser;
}
