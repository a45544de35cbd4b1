import { Refused, saga } from '@occwo/saga';

export interface OrderInput {
  /** What becomes of the payment. */
  readonly pay: 'ok' | 'unknown';
}

/** Waits, pays without a way back, and tells. */
export const order = saga<OrderInput>('order', 2)
  .step('draft', { run: () => ({ draft: 7 }), undo: () => {} })
  .parallel({
    reserve: { run: () => 1, undo: () => {} },
    price: { run: () => 2, undo: 'nothing to undo' },
  })
  .wait('paid')
  .pivot('book', {
    attempts: 2, backoff: { firstMs: 5 },
    run: ({ input }) => {
      if (input.pay === 'unknown') throw new Error('cut off, Authorization: Bearer planted-secret');
      return { booking: 42 };
    },
  })
  .then('tell', { run: () => 'told' });

/** Cannot go back by itself. */
export const undoing = saga<null>('undoing')
  .step('hold', { run: () => 1, undo: () => { throw new Error('the door is shut'); }, undoAttempts: 1 })
  .step('fail', { run: () => { throw new Refused('no'); }, undo: 'nothing to undo' });

export default [order, undoing];
