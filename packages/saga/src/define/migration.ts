import type { Entry, NewEntry } from '../engine/entry.js';
import type { Definition } from './definition.js';

/** What a journal's entries name: a step, the reply to a command, or, for what concerns the whole saga, nothing. */
export type EntryStep<Results> = '' | `reply:${string}` | (keyof Results & string);

/** A saga as it ran by the older definition. */
export interface OlderSaga<Input, Results> {
  readonly key: string;
  readonly input: Input;
  /** Every attempt and every act from outside, in order. A `takeover` names the step that the dead worker may have been running. */
  readonly journal: readonly (Entry & { readonly step: EntryStep<Results> })[];
}

/** An entry of the new journal. Without `at` it counts as written when the one before was. */
export type MigratedEntry<Results> = NewEntry & { readonly step: EntryStep<Results>; readonly at?: number };

/** The same saga as if it had run by the newer definition from the start. `input` may be left out where it still fits. */
export type MigratedSaga<Input, Results, OlderInput> = { readonly journal: readonly MigratedEntry<Results>[] } & ([OlderInput] extends [Input]
  ? { readonly input?: Input }
  : { readonly input: Input });

/** How sagas of one older definition become sagas of this one; types erased. */
export interface Migration {
  readonly from: Definition;
  readonly translate: (saga: OlderSaga<unknown, Record<string, unknown>>) => { readonly journal: readonly (NewEntry & { readonly at?: number })[]; readonly input?: unknown };
}

/** The end of a chain, which older sagas may still be led to. */
export interface Migratable<Input, Results, Pivot extends boolean> extends Definition<Input, Results, Pivot> {
  /**
   * Lets sagas that run by an older definition of this name go on by this one: a worker that has only this definition takes them over and
   * writes `translate`'s journal in one commit, once. Where `older` is registered too, its sagas stay with it.
   * What was under way keeps its step's name (the idempotency key holds it), and a place that is new before it needs an entry: a
   * translation that breaks this, or throws, leaves the saga as it is, and is logged and tried again every minute.
   * @example
   * const first = saga<{ n: number }>('order', 1)
   *   .step('reserve', { run: ({ input }) => input.n, undo: 'nothing to undo' })
   *   .step('ship', { run: () => 'sent', undo: 'nothing to undo' });
   * const second = saga<{ n: number }>('order', 2)
   *   .step('hold', { run: ({ input }) => input.n, undo: 'nothing to undo' })
   *   .step('ship', { run: () => 'sent', undo: 'nothing to undo' })
   *   .migrate(first, ({ journal }) => ({
   *     journal: journal.map((entry) => (entry.step === 'reserve' ? { ...entry, step: 'hold' as const } : { ...entry, step: entry.step })),
   *   }));
   */
  migrate<OlderInput, OlderResults>(
    older: Definition<OlderInput, OlderResults>,
    translate: (saga: OlderSaga<OlderInput, OlderResults>) => MigratedSaga<Input, Results, OlderInput>,
  ): Migratable<Input, Results, Pivot>;
}
