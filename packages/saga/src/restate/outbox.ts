import type { ObjectContext, VirtualObjectDefinition } from '@restatedev/restate-sdk';
import type { Queue } from '../queue/queue.js';
import { addressed } from '../runner/reply-address.js';
import type { Message } from '../store/store.js';
import type { Desk } from './desk.js';
import { outboxOf } from './protocol.js';

/** An object per message key: it publishes what sagas of this name have emitted, one after the other, and each until the queue has it. */
export function outboxObject(desk: Desk, saga: string, queue: Pick<Queue, 'publish'>): VirtualObjectDefinition<string, unknown> {
  const publish = async (context: ObjectContext, { id, topic, key, body, headers }: Message): Promise<void> => {
    await context.run('publish', async () => {
      desk.point('publish:before', id);
      await queue.publish({ id, topic, key, body, headers: headers && addressed(headers, desk.replies) });
      desk.point('publish:after', id);
    });
  };
  return desk.sdk.object({
    name: outboxOf(saga),
    handlers: { publish },
    options: {
      ingressPrivate: true,
      retryPolicy: { initialInterval: 200, exponentiationFactor: 2, maxInterval: 60_000, maxAttempts: 1_000_000_000 },
    },
  }) as VirtualObjectDefinition<string, unknown>;
}
