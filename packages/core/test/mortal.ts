/** A process that may die at any of its awaits: from then on nothing that it waits for comes back, and nothing it starts takes effect. */
export class Mortal {
  #steps = 0;
  #dead = false;
  #die: () => void = () => {};
  /** Settles when the process dies. */
  readonly death = new Promise<'died'>((resolve) => (this.#die = () => resolve('died')));

  /** @param lifetime so many effects take place; the next one is the end, before or after it takes place by `isAfter` */
  constructor(private readonly lifetime: number, private readonly isAfter: boolean) {}

  get steps(): number {
    return this.#steps;
  }

  async step<Result>(effect: () => Result | Promise<Result>): Promise<Result> {
    if (this.#dead) return new Promise(() => {});
    this.#steps += 1;
    if (this.#steps <= this.lifetime) {
      const result = await effect();
      return this.#dead ? new Promise(() => {}) : result;
    }
    this.#dead = true;
    try {
      if (this.isAfter) await effect();
    } catch {
      // Nobody is left to hear of it.
    }
    this.#die();
    return new Promise(() => {});
  }

  /** The same methods, each of them a step. */
  wrapping<Thing extends object>(thing: Thing): Thing {
    return new Proxy(thing, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as unknown;
        return typeof method === 'function' ? (...given: unknown[]) => this.step(() => (method as (...all: unknown[]) => unknown).apply(target, given)) : method;
      },
    });
  }
}
