import type { Streams } from '../ui/streams.js';

/** Streams that keep what was written, for tests. */
export function capturedStreams(): Streams & { readonly out: () => string; readonly err: () => string } {
  const written = { out: '', err: '' };
  return {
    stdout: { write: (text: string) => void (written.out += text) },
    stderr: { write: (text: string) => void (written.err += text) },
    out: () => written.out,
    err: () => written.err,
  };
}
