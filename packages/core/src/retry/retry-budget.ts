/** A client may be this many failures ahead of its successes before it stops repeating. */
const capacity = 100;
const costOfRetry = 5;
const refundOfSuccess = 1;

/**
 * What a client may spend on repeating: a dying marketplace is not stormed by everybody's retries at once. Each repeat
 * costs, each success pays a little back. Waits that the marketplace asked for (429) are free: they help it.
 */
export class RetryBudget {
  #left = capacity;

  /** Takes the price of one repeat; false when it cannot be paid. */
  spend(): boolean {
    if (this.#left < costOfRetry) return false;
    this.#left -= costOfRetry;
    return true;
  }

  refund(): void {
    this.#left = Math.min(capacity, this.#left + refundOfSuccess);
  }
}
