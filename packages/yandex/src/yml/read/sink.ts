import type { YmlPosition } from '../errors.js';
import type { YmlElement } from './element.js';

/** What hears of a feed's parts in file order. The hot ones (offers) are plain calls, so that nothing waits between them. */
export interface ScannerSink {
  /** The root (depth 1) and what stands in it (depth 2, `shop`), with attributes and no content yet. */
  onOuter(element: YmlElement, depth: number): void;
  /** A list of `shop` begins: `offers`, `categories`, `promos` … */
  onContainer(element: YmlElement): void;
  /** A whole element that is no offer: a direct part of `shop` (`container` is ''), or an item of the named list. */
  onElement(element: YmlElement, container: string): void;
  /** A whole offer. `container` is `offers` where it stands at its place. */
  onOffer(offer: YmlElement, container: string): void;
  /** An offer's start tag was met this many characters into the current piece. */
  onOfferStart?(offsetInPiece: number): void;
  /** Text where only elements may stand. */
  onStrayText?(text: string, position: YmlPosition): void;
  onDoctype?(position: YmlPosition): void;
  /** `&…` that is neither one of the five named references nor a number; it stays in the text as it is. */
  onBadReference(reference: string, position: YmlPosition): void;
  /** Broken XML. `fatal`: what follows cannot be trusted. */
  onXmlError(reason: XmlReason, position: YmlPosition, fatal: boolean): void;
}

/** A defect of the XML in both languages. */
export interface XmlReason {
  readonly en: string;
  readonly ru: string;
}
