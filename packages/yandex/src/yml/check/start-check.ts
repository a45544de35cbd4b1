import type { FeedPiece } from '../read/pieces.js';
import type { OpenedSource } from '../read/source.js';
import type { Reporter } from './reporter.js';

const megabyte = 1024 * 1024;
const mostMegabytes = { direct: 50, webmaster: 200 } as const;

/** What the first bytes and the size tell. */
export function checkStart(piece: FeedPiece, opened: OpenedSource, reporter: Reporter): void {
  const top = { line: 1, column: 1 };
  if (piece.hasByteOrderMark) reporter.report('byte-order-mark', top);
  const isDeclared = piece.text.startsWith('<?xml', piece.prologue.length);
  if (!isDeclared) reporter.report('xml-declaration-missing', top);
  else if (piece.prologue !== '') reporter.report('xml-prologue', top, { found: JSON.stringify(piece.prologue).slice(1, -1) });
  const { profile } = reporter;
  const limit = profile === 'direct' || profile === 'webmaster' ? mostMegabytes[profile] : Number.POSITIVE_INFINITY;
  if (opened.size !== undefined && opened.size > limit * megabyte) reporter.report('file-too-large', top, { limit });
}
