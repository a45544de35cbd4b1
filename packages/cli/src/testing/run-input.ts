import { Readable } from 'node:stream';
import { capturedStreams } from './captured-streams.js';

/** The world of a command under test: captured streams, English, and this text on stdin. */
export function runInput(stdin = '') {
  return { json: false, language: 'en' as const, streams: capturedStreams(), stdin: Readable.from([Buffer.from(stdin)]) as AsyncIterable<Uint8Array> };
}
