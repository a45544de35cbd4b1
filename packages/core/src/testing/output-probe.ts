import { inspect } from 'node:util';
import { alertSink } from '../alerts/alert-sink.js';
import type { ClientOptions } from '../client/client-options.js';
import { OccwoError } from '../errors/occwo-error.js';
import { fakeClock } from './fake-clock.js';

/** Gathers everything that a client tells the world, to be searched for what must not be in it. */
export interface OutputProbe {
  /** Hand these to the client under test: a logger of all levels, a listener to events that raises alerts too. */
  readonly options: Required<Pick<ClientOptions, 'logger' | 'onEvent'>>;
  /** Adds a value in every form in which it may get into a log: text, JSON, `util.inspect`, spread, stack, and its causes'. */
  note(value: unknown): void;
  /** Each secret that was found, with the text around it. Empty is good. */
  leaks(secrets: readonly string[]): string[];
  /** How many pieces were gathered: a probe that saw nothing proves nothing. */
  readonly size: number;
}

/**
 * Makes a probe for tests that plant secrets.
 *
 * @example
 * const probe = outputProbe();
 * const client = createOzon({ apiKey: 'planted-key', ...probe.options });
 * await client.sellers.roles().catch(probe.note);
 * expect(probe.leaks(['planted-key'])).toEqual([]);
 */
export function outputProbe(): OutputProbe {
  const pieces: string[] = [];
  const add = (text: string | undefined) => void (text !== undefined && pieces.push(text));
  const line = (message: string, fields?: object) => void (add(message), add(inspect(fields, { depth: Number.POSITIVE_INFINITY })), add(JSON.stringify(fields)));
  const alert = alertSink({ source: 'probe', quietMs: 0, clock: fakeClock(), channels: [async (told) => add(JSON.stringify(told))] });

  const note = (value: unknown): void => {
    add(String(value));
    add(inspect(value, { depth: Number.POSITIVE_INFINITY }));
    add(plainJson(value));
    if (typeof value !== 'object' || value === null) return;
    add(inspect({ ...value }, { depth: Number.POSITIVE_INFINITY }));
    if (!(value instanceof Error)) return;
    add(value.stack);
    add(value.message);
    // What a logger makes of an error that it does not know: its own fields, whatever they hold.
    for (const name of Object.keys(value)) add(inspect(value[name as keyof Error], { depth: Number.POSITIVE_INFINITY }));
    if (OccwoError.is(value)) add(JSON.stringify(value.toJSON()));
    if (value.cause !== undefined) note(value.cause);
  };

  return {
    options: { logger: { debug: line, info: line, warn: line, error: line }, onEvent: (event) => void (add(JSON.stringify(event)), alert(event)) },
    note,
    leaks: (secrets) =>
      secrets.flatMap((secret) =>
        pieces.filter((piece) => piece.includes(secret)).map((piece) => `${secret}: …${piece.slice(Math.max(0, piece.indexOf(secret) - 60), piece.indexOf(secret) + secret.length + 20)}…`),
      ),
    get size() {
      return pieces.length;
    },
  };
}

function plainJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // Cycles and bigints: `inspect` has shown them.
    return undefined;
  }
}
