/** A bounded queue between asynchronous writers and one reader; a writer waits while it is full. */
export class Channel<Value> implements AsyncIterable<Value> {
  readonly #values: Value[] = [];
  #writers: (() => void)[] = [];
  #reader: (() => void) | undefined;
  #ended = false;
  #error: { readonly reason: unknown } | undefined;

  constructor(private readonly capacity: number) {}

  async push(value: Value): Promise<void> {
    while (this.#values.length >= this.capacity && !this.#ended) await new Promise<void>((resolve) => this.#writers.push(resolve));
    if (this.#ended) return;
    this.#values.push(value);
    this.#wakeReader();
  }

  /** No more values; those that are queued are still read. */
  end(): void {
    this.#ended = true;
    this.#wakeReader();
    this.#wakeWriters();
  }

  /** Ends the queue with an error, which the reader meets behind the values that are queued. */
  fail(reason: unknown): void {
    this.#error ??= { reason };
    this.end();
  }

  /** All that is queued, as soon as there is anything, and what comes in the same turn of the event loop; undefined at the end. */
  async takeAll(): Promise<readonly Value[] | undefined> {
    while (this.#values.length === 0) {
      if (this.#error) throw this.#error.reason;
      if (this.#ended) return undefined;
      await new Promise<void>((resolve) => (this.#reader = resolve));
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    const values = this.#values.splice(0);
    this.#wakeWriters();
    return values;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Value> {
    for (;;) {
      while (this.#values.length > 0) {
        const value = this.#values.shift() as Value;
        this.#wakeWriters();
        yield value;
      }
      if (this.#ended) break;
      await new Promise<void>((resolve) => (this.#reader = resolve));
    }
    if (this.#error) throw this.#error.reason;
  }

  #wakeReader(): void {
    this.#reader?.();
    this.#reader = undefined;
  }

  #wakeWriters(): void {
    const writers = this.#writers;
    this.#writers = [];
    for (const wake of writers) wake();
  }
}
