import { isRefused } from '../define/refused.js';
import { SagaNotFoundError, SagaStateError } from '../runner/errors.js';
import { replyHeaders, replySignal } from '../runner/progress.js';
import type { CommandReply } from '../runner/progress.js';
import type { Sagas } from '../runner/sagas.js';
import type { ConsumeOptions, Delivery, Queue, Subscription } from './queue.js';

/** Where replies go, whatever the command. */
const replyTopic = 'saga.replies';

/**
 * Serves commands of sagas on another service: what the handler returns is the reply; `Refused` says that it did not happen and will not.
 * Any other error is tried again later. A command may come twice: make the effect once by its `id`.
 */
export async function serveCommands(
  queue: Queue, topic: string, handler: (command: Delivery) => unknown, options: ConsumeOptions = {},
): Promise<Subscription> {
  await queue.declare(replyTopic);
  const serve = async (command: Delivery): Promise<void> => {
    let reply: CommandReply;
    try {
      reply = { result: await handler(command) };
    } catch (error) {
      if (!isRefused(error)) throw error;
      reply = { refused: error.message };
    }
    const headers = Object.fromEntries(Object.values(replyHeaders).map((name) => [name, command.headers?.[name] ?? '']));
    await queue.publish({ id: `${command.id}/reply`, topic: replyTopic, key: command.key, body: reply, headers });
  };
  return queue.consume(topic, serve, options);
}

/**
 * Hands replies to the sagas that wait for them. A reply to a saga that has ended meanwhile is dropped: its outcome is written. So is a reply
 * to a saga of another database: systems that share a broker take replies under a `group` each, or have a virtual host each.
 */
export function takeReplies(queue: Queue, sagas: Pick<Sagas, 'signal'>, options: ConsumeOptions = {}): Promise<Subscription> {
  return queue.consume(replyTopic, async ({ id, body, headers = {} }) => {
    const { [replyHeaders.saga]: name = '', [replyHeaders.key]: key = '', [replyHeaders.step]: step = '' } = headers;
    try {
      await sagas.signal(name, key, replySignal(step), body, { id });
    } catch (error) {
      if (!(error instanceof SagaStateError) && !(error instanceof SagaNotFoundError)) throw error;
    }
  }, options);
}
