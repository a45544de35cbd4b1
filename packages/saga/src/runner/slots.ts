/** Bounds how many calls of a step run at once. Waiters are served in order. */
export class Slots {
  private readonly used = new Map<string, number>();
  private readonly waiting = new Map<string, (() => void)[]>();

  /** Gives a slot, and with it the function that gives it back. Rejects when the signal aborts first. */
  async take(name: string, limit: number, signal: AbortSignal): Promise<() => void> {
    while ((this.used.get(name) ?? 0) >= limit) await this.turn(name, signal);
    this.used.set(name, (this.used.get(name) ?? 0) + 1);
    return () => {
      this.used.set(name, (this.used.get(name) ?? 1) - 1);
      this.waiting.get(name)?.shift()?.();
    };
  }

  private turn(name: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.waiting.get(name) ?? [];
      this.waiting.set(name, queue);
      const onTurn = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        queue.splice(queue.indexOf(onTurn), 1);
        reject(signal.reason);
      };
      if (signal.aborted) return reject(signal.reason);
      queue.push(onTurn);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
