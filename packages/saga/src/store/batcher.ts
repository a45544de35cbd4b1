/** One write that waits for its answer. */
export interface Pending<Write, Answer> {
  readonly write: Write;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the writes that come while the last batch is under way and hands them on together: group commit.
 * The first write of a quiet time leaves at the end of the current turn of the event loop, so nothing waits for a timer.
 */
export class Batcher<Write, Answer> {
  private queue: Pending<Write, Answer>[] = [];
  private running = false;

  constructor(
    /** Settles every pending write it is given. */
    private readonly flush: (batch: Pending<Write, Answer>[]) => Promise<void>,
    /** Over about 500 rows a batch loses more by waiting than it gains. */
    private readonly maximum = 500,
  ) {}

  add(write: Write): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ write, resolve, reject });
      if (this.running) return;
      this.running = true;
      setImmediate(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, this.maximum);
      try {
        await this.flush(batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      // Those who were answered write their next entry in this pause, and share the next batch.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.running = false;
  }
}
