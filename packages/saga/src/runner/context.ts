import type { Logger } from '@occwo/core';
import type { EmitOptions, RunContext } from '../define/context.js';
import type { Queryable } from '../database/database.js';
import type { Step } from '../define/definition.js';
import type { Direction } from '../engine/entry.js';
import { resultsOf } from '../engine/view.js';
import type { Message } from '../store/store.js';
import type { Held } from './hand.js';
import { throughJson } from './json.js';

/** The idempotency key of one action: the same on every attempt and every worker. */
export const keyOf = (hand: Held, step: string, direction: Direction): string =>
  `${hand.row.name}/${hand.row.key}/${step}/${direction}`;

/**
 * What a step's functions are given. Messages of `emit` are collected until the outcome is written.
 * Most steps use little of it, and there are thousands a second: what costs something is made when it is asked for.
 */
export class Context implements RunContext<unknown, Record<string, unknown>> {
  readonly input: unknown;
  readonly sagaKey: string;
  readonly fence: number;
  messages: readonly Message[] = [];
  /** Only of an undo. */
  declare readonly result?: unknown;
  /** Only of a step with `delivery: 'tx'`. */
  declare readonly tx?: Queryable;

  constructor(
    private readonly hand: Held,
    private readonly step: Step,
    private readonly direction: Direction,
    readonly attempt: number,
    private readonly flight: { readonly signal: AbortSignal },
    private readonly logger: Logger,
  ) {
    const { row } = hand;
    this.input = row.input;
    this.sagaKey = row.key;
    this.fence = row.epoch;
  }

  get results(): Record<string, unknown> {
    return resultsOf(this.hand.view);
  }

  get key(): string {
    return keyOf(this.hand, this.step.name, this.direction);
  }

  get signal(): AbortSignal {
    return this.flight.signal;
  }

  get log(): Logger {
    const { row } = this.hand;
    return withFields(this.logger, { saga: row.name, key: row.key, step: this.step.name, direction: this.direction, attempt: this.attempt });
  }

  /** Free of `this`, so that it can be taken out of the context. */
  get emit(): (topic: string, body: unknown, options?: EmitOptions) => void {
    return (topic, body, options = {}) => {
      const { row } = this.hand;
      const message: Message = {
        id: `${this.key}/${this.messages.length + 1}`,
        topic,
        key: options.key ?? `${row.name}/${row.key}`,
        body: throughJson(body, `The message of step "${this.step.name}" to ${topic}`) ?? null,
        headers: options.headers,
      };
      this.messages = [...this.messages, message];
    };
  }
}

function withFields(log: Logger, own: Record<string, unknown>): Logger {
  return {
    debug: (message, fields) => log.debug(message, { ...own, ...fields }),
    info: (message, fields) => log.info(message, { ...own, ...fields }),
    warn: (message, fields) => log.warn(message, { ...own, ...fields }),
    error: (message, fields) => log.error(message, { ...own, ...fields }),
  };
}
