import { YmlError } from '../errors.js';
import type { YmlPosition } from '../errors.js';
import { shorten } from '../language.js';
import type { YmlElement } from './element.js';
import { FeedOffer } from './offer.js';
import type { OfferProblem } from './offer.js';
import { offerProblems } from './offer-problems.js';
import type { FeedPiece } from './pieces.js';
import { ShopBuilder } from './shop.js';
import type { ScannerSink, XmlReason } from './sink.js';

/** The reader's sink: it keeps the offers of the current piece until they are taken, and throws at broken XML. */
export class OfferQueue implements ScannerSink {
  readonly shop = new ShopBuilder();
  #offers: FeedOffer[] = [];
  #piece: FeedPiece | undefined;
  #countedTo = 0;
  #countedBytes = 0;
  #offerByte = 0;

  startPiece(piece: FeedPiece): void {
    this.#piece = piece;
    this.#countedTo = 0;
    this.#countedBytes = piece.startByte;
  }

  isEmpty(): boolean {
    return this.#offers.length === 0;
  }

  take(): FeedOffer[] {
    const offers = this.#offers;
    this.#offers = [];
    return offers;
  }

  onOuter(element: YmlElement, depth: number): void {
    if (depth !== 1) return;
    if (element.name !== 'yml_catalog') throw new YmlError('not-yml', { found: shorten(element.name, 40) }, { position: element });
    this.shop.date = element.attributes['date'];
  }

  onContainer(): void {
    // Lists need no notice of their own here: their items come with the list's name.
  }

  onElement(element: YmlElement, container: string): void {
    this.shop.add(element, container);
  }

  /** Counts bytes from the offer before to this one; characters and bytes differ in UTF-8 alone. */
  onOfferStart(offsetInPiece: number): void {
    const piece = this.#piece as FeedPiece;
    if (piece.encoding === 'windows-1251' || offsetInPiece <= 0) {
      this.#offerByte = piece.startByte + offsetInPiece;
      return;
    }
    this.#countedBytes += Buffer.byteLength(piece.text.slice(this.#countedTo, offsetInPiece), 'utf8');
    this.#countedTo = offsetInPiece;
    this.#offerByte = this.#countedBytes;
  }

  onOffer(element: YmlElement, container: string): void {
    const problems: readonly OfferProblem[] = offerProblems(element, container, this.shop);
    this.#offers.push(new FeedOffer(element, this.#offerByte, problems));
  }

  onBadReference(reference: string, position: YmlPosition): void {
    throw new YmlError('entity', { found: reference }, { position });
  }

  onXmlError(reason: XmlReason, position: YmlPosition): void {
    throw new YmlError('not-well-formed', {}, { position, reason });
  }
}
