import cliProgress from 'cli-progress';
import type { Streams } from './streams.js';

/** How far a feed has been read or written. */
export interface ByteProgress {
  update(progress: { readonly bytes: number; readonly size?: number | undefined }): void;
  close(): void;
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);

/** A bar of bytes on a terminal, without an end where the size is not known; silence in pipes and CI. */
export function byteProgress({ stderr }: Streams): ByteProgress {
  if (!stderr.isTTY) return { update() {}, close() {} };
  let bar: cliProgress.SingleBar | undefined;
  return {
    update({ bytes, size }) {
      bar ??= openBar(stderr as NodeJS.WriteStream, size);
      bar.update(bytes, { done: megabytes(bytes), all: size === undefined ? '?' : megabytes(size) });
    },
    close() {
      bar?.stop();
      bar = undefined;
    },
  };
}

function openBar(stream: NodeJS.WriteStream, size: number | undefined): cliProgress.SingleBar {
  const format = size === undefined ? '{done} MB' : '{bar} {percentage}%  {done}/{all} MB';
  const bar = new cliProgress.SingleBar({ stream, format, hideCursor: true, clearOnComplete: true, barsize: 28, fps: 8 }, cliProgress.Presets.shades_classic);
  bar.start(size ?? 0, 0, { done: megabytes(0), all: megabytes(size ?? 0) });
  return bar;
}
