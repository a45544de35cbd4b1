import type { SaxesTagPlain } from 'saxes';
import { YmlError } from '../errors.js';
import type { YmlErrorCode, YmlPosition } from '../errors.js';
import { noAttributes, noChildren } from './element.js';
import type { YmlElement } from './element.js';
import type { ScannerSink } from './sink.js';
import { createXmlParser } from './xml-parser.js';
import type { ReferenceParser } from './xml-parser.js';
import { reasonOf } from './xml-reasons.js';

/** Bounds that keep memory flat whatever a feed holds. */
export interface ScanLimits {
  /** Nesting of elements, the root being 1. */
  readonly depth: number;
  /** Characters of one text, tag, comment or DOCTYPE. */
  readonly token: number;
  /** Elements inside one offer, category or promo. */
  readonly elements: number;
  /** Characters of one offer, category or promo. */
  readonly characters: number;
  /** Categories, promos and other parts of `shop` together. */
  readonly items: number;
}

export const defaultLimits: ScanLimits = { depth: 64, token: 2 * 1024 * 1024, elements: 500_000, characters: 16 * 1024 * 1024, items: 2_000_000 };

/** Children of `shop` whose own children come one by one, because there may be millions of them. */
const containers = new Set(['offers', 'categories', 'currencies', 'promos', 'gifts', 'sets', 'collections']);

/** Builds the elements of a feed from its text and hands each to the sink as soon as it is whole. */
export class FeedScanner {
  readonly #parser: ReferenceParser;
  readonly #sink: ScannerSink;
  readonly #limits: ScanLimits;
  /** Open elements that are being built; empty between offers. */
  readonly #open: YmlElement[] = [];
  #top: YmlElement | undefined;
  #container = '';
  #depth = 0;
  #line = 1;
  #column = 1;
  #sawAttribute = false;
  #inCdata = false;
  #elements = 0;
  #items = 0;
  #openedAt = 0;
  #events = 0;
  #silence = 0;
  #piece = '';
  #pieceStart = 0;
  #endedInReturn = false;
  #pieceColumn = 0;

  constructor(sink: ScannerSink, limits: ScanLimits = defaultLimits) {
    this.#sink = sink;
    this.#limits = limits;
    this.#parser = createXmlParser({
      onTagStart: (name) => this.#onTagStart(name),
      onAttribute: () => {
        this.#sawAttribute = true;
      },
      onOpen: (tag) => this.#onOpen(tag),
      onClose: (name) => this.#onClose(name),
      onText: (text) => this.#onText(text),
      onCdata: (text) => {
        this.#inCdata = true;
        this.#onText(text);
        this.#inCdata = false;
      },
      onComment: () => {
        this.#events += 1;
      },
      onDoctype: () => {
        this.#events += 1;
        this.#sink.onDoctype?.(this.position());
      },
      onError: (message) => this.#reportXml(message),
      onBadReference: (reference) => this.#reportReference(reference),
    });
  }

  write(text: string): void {
    this.#pieceStart += this.#piece.length; // saxes' own position is wrong between two writes
    this.#endedInReturn = this.#piece.endsWith('\r');
    this.#piece = text;
    this.#pieceColumn = this.#parser.column;
    const before = this.#events;
    this.#parser.write(text);
    this.#silence = this.#events === before ? this.#silence + text.length : 0;
    if (this.#silence > this.#limits.token) throw this.#excess('token-too-long', this.#limits.token);
    const isOpen = this.#top !== undefined;
    if (isOpen && this.#pieceStart - this.#openedAt > this.#limits.characters) throw this.#excess('offer-too-large', this.#limits.characters);
  }

  end(): void {
    this.#parser.close();
  }

  /** Where the parser stands, counted from 1. */
  position(): YmlPosition {
    return { line: this.#parser.line, column: this.#parser.column + 1 };
  }

  /** Where the given text would end if it followed next. */
  positionAfter(text: string): YmlPosition {
    const lastBreak = text.lastIndexOf('\n');
    if (lastBreak < 0) return { line: this.#parser.line, column: this.#parser.column + text.length + 1 };
    return { line: this.#parser.line + text.split('\n').length - 1, column: text.length - lastBreak };
  }

  /** Characters of the current piece before the last start tag; below 0 when the tag began in the piece before. */
  tagOffset(nameLength: number): number {
    const behind = this.#parser.position - this.#pieceStart;
    return behind - nameLength - (this.#parser.column === 0 && this.#isCarriageReturn(behind - 2) ? 3 : 2);
  }

  #isCarriageReturn(at: number): boolean {
    return at === -1 ? this.#endedInReturn : this.#piece[at] === '\r' && this.#piece[at + 1] === '\n';
  }

  #onTagStart(name: string): void {
    const parser = this.#parser;
    this.#events += 1;
    this.#sawAttribute = false;
    this.#line = parser.line;
    this.#column = parser.column - name.length - 1;
    if (parser.column === 0) this.#placeBeforeNewline(name.length);
    if (name === 'offer') this.#sink.onOfferStart?.(this.tagOffset(name.length));
  }

  /** A line break right behind the name: the parser already stands on the next line. */
  #placeBeforeNewline(nameLength: number): void {
    const at = this.tagOffset(nameLength);
    const lineStart = at > 0 ? this.#piece.lastIndexOf('\n', at - 1) : -1;
    this.#line -= 1;
    this.#column = lineStart >= 0 ? at - lineStart : this.#pieceColumn + at + 1;
  }

  #onOpen(tag: SaxesTagPlain): void {
    this.#events += 1;
    this.#depth += 1;
    if (this.#depth > this.#limits.depth) throw this.#excess('too-deep', this.#limits.depth);
    const top = this.#top;
    const element: YmlElement = {
      name: tag.name,
      attributes: this.#sawAttribute ? tag.attributes : noAttributes,
      text: '',
      children: noChildren,
      tail: undefined,
      cdata: false,
      line: this.#line,
      column: this.#column,
    };
    if (top !== undefined) {
      this.#elements += 1;
      if (this.#elements > this.#limits.elements) throw this.#excess('offer-too-large', this.#limits.elements);
      if (top.children === noChildren) {
        top.children = [element];
        if (isBlank(top.text)) top.text = ''; // indentation
      } else top.children.push(element);
    } else if (this.#depth <= 2) {
      this.#sink.onOuter(element, this.#depth);
      return;
    } else if (this.#depth === 3 && containers.has(tag.name)) {
      this.#container = tag.name;
      this.#sink.onContainer(element);
      return;
    } else {
      this.#elements = 0;
      this.#openedAt = this.#pieceStart;
    }
    this.#open.push(element);
    this.#top = element;
  }

  #onClose(name: string): void {
    this.#events += 1;
    this.#depth -= 1;
    if (this.#top === undefined) {
      if (name === this.#container && this.#depth === 2) this.#container = '';
      return;
    }
    const closed = this.#open.pop() as YmlElement;
    const above = this.#open.length;
    this.#top = above === 0 ? undefined : this.#open[above - 1];
    if (above > 0) return;
    if (name === 'offer') return this.#sink.onOffer(closed, this.#container);
    this.#items += 1;
    if (this.#items > this.#limits.items) throw this.#excess('too-many-items', this.#limits.items);
    this.#sink.onElement(closed, this.#container);
  }

  #excess(code: YmlErrorCode, limit: number): YmlError {
    return new YmlError(code, { limit }, { position: this.position() });
  }

  #onText(text: string): void {
    this.#events += 1;
    const top = this.#top;
    if (top === undefined) {
      if (this.#depth > 0 && !isBlank(text)) this.#sink.onStrayText?.(text, this.position());
      return;
    }
    const last = top.children.length - 1;
    if (last < 0) {
      top.text = top.text === '' ? text : top.text + text;
      if (this.#inCdata) top.cdata = true;
    } else if (!isBlank(text)) {
      const previous = top.children[last] as YmlElement;
      previous.tail = (previous.tail ?? '') + text;
    }
  }

  #reportReference(reference: string): void {
    const { line, column } = this.position();
    this.#sink.onBadReference(reference, { line, column: column - reference.length });
  }

  #reportXml(message: string): void {
    const reason = reasonOf(message.replace(/^\d+:\d+: /, ''));
    this.#sink.onXmlError(reason.text, this.position(), !reason.harmless);
  }
}

function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x20) return false;
  return true;
}
