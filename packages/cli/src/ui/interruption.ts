import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { OutputSink } from './streams.js';

/** A process as far as signals go. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  readonly stderr: OutputSink;
}

export interface Interruption {
  /** Aborts at the first signal. */
  readonly stop: AbortSignal;
  /** Aborts at the second. */
  readonly abort: AbortSignal;
  /** Stops listening. */
  release(): void;
}

/** Turns Ctrl+C (and a polite kill) into two signals: finish what is under way, then stop at once. */
export function interruption(source: SignalSource, language: Language, { silent = false } = {}): Interruption {
  const stop = new AbortController();
  const abort = new AbortController();
  const listener = () => {
    if (stop.signal.aborted) return abort.abort();
    if (!silent) source.stderr.write(`\n${translate(language, 'publish.stopping')}\n`);
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) source.on(signal, listener);
  return {
    stop: stop.signal,
    abort: abort.signal,
    release: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) source.off(signal, listener);
    },
  };
}
