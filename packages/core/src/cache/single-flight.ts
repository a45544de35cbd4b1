import { RefusedError } from '../errors/local-errors.js';

/** Runs one piece of work a key at a time; whoever asks meanwhile gets its result. */
export interface SingleFlight<Value> {
  /**
   * Runs `work`, or waits for the one under way. A leader that gives up for a reason of its own (its signal, its deadline)
   * takes nobody with it: the next one runs its own.
   */
  run(key: string, signal: AbortSignal | undefined, work: () => Promise<Value>): Promise<Value>;
}

export function singleFlight<Value>(): SingleFlight<Value> {
  const flights = new Map<string, { readonly result: Promise<Value>; readonly signal: AbortSignal | undefined }>();
  return {
    async run(key, signal, work) {
      for (let flight = flights.get(key); flight; flight = flights.get(key)) {
        try {
          return await orAborted(flight.result, signal);
        } catch (error) {
          if (signal?.aborted || !gaveUp(error, flight.signal)) throw error;
        }
      }
      const result = work().finally(() => flights.delete(key));
      flights.set(key, { result, signal });
      return result;
    },
  };
}

const gaveUp = (error: unknown, signal: AbortSignal | undefined) => signal?.aborted === true || (error instanceof RefusedError && error.code === 'deadline');

function orAborted<Value>(result: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return result;
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
