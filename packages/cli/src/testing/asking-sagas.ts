import { saga } from '@occwo/saga';

export const askingTopics = { ask: 'occwo-test.ask', told: 'occwo-test.told' } as const;

/** Asks another service over the queue, and tells a third of its answer. */
export const asking = saga<null>('asking')
  .command('ask', {
    topic: askingTopics.ask, body: ({ sagaKey }) => ({ saga: sagaKey }), timeoutMs: 60_000, parse: (reply) => reply as { stock: number }, undo: 'nothing to undo',
  })
  .step('tell', { run: ({ results, sagaKey, emit }) => emit(askingTopics.told, { saga: sagaKey, ...results.ask }), undo: 'nothing to undo' });

export default [asking];
