/** Headers of a command: whose it is, and the topic where its reply belongs. */
export const replyHeaders = { saga: 'x-saga', key: 'x-saga-key', step: 'x-saga-step', topic: 'x-saga-replies' } as const;

/** Where replies go to a command that does not say. */
export const sharedReplyTopic = 'saga.replies';

/** A system's own topic among those that share a broker; of one without a name, that of all. */
export const replyTopicOf = (system: string | undefined): string => (system === undefined ? sharedReplyTopic : `${sharedReplyTopic}.${system}`);

/** A command's headers, with the topic of its system; those of other messages as they are. */
export function addressed(headers: Readonly<Record<string, string>>, topic: string): Readonly<Record<string, string>> {
  return replyHeaders.saga in headers ? { [replyHeaders.topic]: topic, ...headers } : headers;
}
