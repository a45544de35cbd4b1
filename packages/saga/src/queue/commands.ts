import { isRefused } from '../define/refused.js';
import { SagaNotFoundError, SagaStateError } from '../runner/errors.js';
import { replySignal } from '../runner/progress.js';
import type { CommandReply } from '../runner/progress.js';
import { replyHeaders, sharedReplyTopic } from '../runner/reply-address.js';
import type { Sagas } from '../runner/sagas.js';
import type { ConsumeOptions, Delivery, Queue, QueueMessage, Subscription } from './queue.js';

/**
 * Serves commands of sagas on another service: what the handler returns is the reply; `Refused` says that it did not happen and will not.
 * Any other error is tried again later. A command may come twice: make the effect once by its `id`.
 */
export async function serveCommands(
  queue: Queue, topic: string, handler: (command: Delivery) => unknown, options: ConsumeOptions = {},
): Promise<Subscription> {
  const declared = new Set<string>();
  /** To a topic that is there: the reply waits in it for whoever is away just now. */
  const answer = async (replies: string, message: Omit<QueueMessage, 'topic'>): Promise<void> => {
    if (!declared.has(replies)) await queue.declare(replies);
    declared.add(replies);
    try {
      await queue.publish({ ...message, topic: replies });
    } catch (error) {
      declared.delete(replies);
      throw error;
    }
  };
  const serve = async (command: Delivery): Promise<void> => {
    let reply: CommandReply;
    try {
      reply = { result: await handler(command) };
    } catch (error) {
      if (!isRefused(error)) throw error;
      reply = { refused: error.message };
    }
    const { [replyHeaders.topic]: replies = sharedReplyTopic } = command.headers ?? {};
    const headers = Object.fromEntries([replyHeaders.saga, replyHeaders.key, replyHeaders.step].map((name) => [name, command.headers?.[name] ?? '']));
    await answer(replies, { id: `${command.id}/reply`, key: command.key, body: reply, headers });
  };
  return queue.consume(topic, serve, options);
}

/**
 * Hands replies to the sagas that wait for them. A reply to a saga that has ended meanwhile is dropped: its outcome is written. Every database
 * has a topic of its own for them, which its commands carry with them; on Restate, every `system`.
 */
export async function takeReplies(queue: Queue, sagas: Pick<Sagas, 'signal' | 'replyTopic'>, options: ConsumeOptions = {}): Promise<Subscription> {
  return queue.consume(await sagas.replyTopic(), async ({ id, body, headers = {} }) => {
    const { [replyHeaders.saga]: name = '', [replyHeaders.key]: key = '', [replyHeaders.step]: step = '' } = headers;
    try {
      await sagas.signal(name, key, replySignal(step), body, { id });
    } catch (error) {
      if (!(error instanceof SagaStateError) && !(error instanceof SagaNotFoundError)) throw error;
    }
  }, options);
}
