import type { Transaction } from '../database/database.js';

/** What is sent. */
export interface QueueMessage {
  /** Equal for every sending of the same message: consumers drop the second by it. */
  readonly id: string;
  /** Where it goes. Every group that consumes the topic gets it. */
  readonly topic: string;
  /** Messages of one key keep their order as long as none fails. */
  readonly key?: string | undefined;
  /** Any JSON value. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What a consumer is given. */
export interface Delivery extends QueueMessage {
  /** 1 for the first. */
  readonly attempt: number;
}

export interface ConsumeOptions {
  /** Consumers of one group share the messages; each group gets all. Default `default`. */
  readonly group?: string;
  /** How many messages are handled at once. Default 50. */
  readonly prefetch?: number;
  /** How often a message is tried before it goes to the dead letters. Default 6. */
  readonly attempts?: number;
}

/** Handles one message. Throwing sends it to a later attempt, in the end to the dead letters, with the error as the reason. */
export type Handler = (delivery: Delivery) => Promise<void> | void;

/** Like {@link Handler}, inside the transaction that remembers the message's id: its effect in this database happens once. */
export type OnceHandler = (delivery: Delivery, transaction: Transaction) => Promise<void> | void;

export interface Subscription {
  /** Takes no more messages and waits for those under way. */
  stop(): Promise<void>;
}

/** How many messages wait, for producers that want to slow down. */
export interface Lag {
  readonly ready: number;
  readonly dead: number;
  readonly consumers: number;
}

export interface DeadLetter extends Delivery {
  readonly reason: string;
}

/** A queue. Every method may be called again after an error; a message may come twice, never not at all. */
export interface Queue {
  /** Makes what the topic needs, so that messages may be sent before its consumer has ever run. */
  declare(topic: string, group?: string): Promise<void>;
  /** Resolves once the message is safe. Rejects with `UnroutableError` if nobody ever consumed or declared the topic. */
  publish(message: QueueMessage): Promise<void>;
  consume(topic: string, handler: Handler, options?: ConsumeOptions): Promise<Subscription>;
  lag(topic: string, group?: string): Promise<Lag>;
  /** Up to `limit` dead letters, oldest first, without taking them away. */
  dead(topic: string, options?: { group?: string; limit?: number }): Promise<DeadLetter[]>;
  /** Sends up to `limit` dead letters back for a new set of attempts. Gives how many. */
  revive(topic: string, options?: { group?: string; limit?: number }): Promise<number>;
  close(): Promise<void>;
}

/** Pauses before the second, third… attempt, in milliseconds. Shared by all topics of a broker. */
export const delayLadder: readonly number[] = [1_000, 5_000, 30_000, 300_000, 3_600_000];

export const delayBefore = (attempt: number, ladder: readonly number[]): number =>
  ladder[Math.min(Math.max(attempt - 2, 0), ladder.length - 1)] as number;
