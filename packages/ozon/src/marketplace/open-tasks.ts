/** So many are remembered; a run that loses more has other troubles. */
const mostRemembered = 20_000;

/** Import tasks whose results could not be read in time, by article: they are asked again when the items are read back. */
export class OpenTasks {
  readonly #tasks = new Map<string, number | string>();

  remember(sku: string, taskId: number | string): void {
    this.#tasks.delete(sku);
    this.#tasks.set(sku, taskId);
    const [oldest] = this.#tasks.keys();
    if (this.#tasks.size > mostRemembered && oldest !== undefined) this.#tasks.delete(oldest);
  }

  forget(sku: string): void {
    this.#tasks.delete(sku);
  }

  /** The tasks of these articles. */
  of(skus: readonly string[]): ReadonlySet<number | string> {
    return new Set(skus.flatMap((sku) => this.#tasks.get(sku) ?? []));
  }
}
