import type { IncomingMessage } from 'node:http';

/**
 * Ends a body that has gone silent: a connection that dies without a word would keep its reader waiting for ever. Silence while the
 * reader is the one who does not take what is there does not count.
 */
export function watchSilence(body: IncomingMessage, silenceMs: number): IncomingMessage {
  body.setTimeout(silenceMs, () => {
    if (body.complete || body.readableLength > 0) body.socket.setTimeout(silenceMs);
    else body.destroy(Object.assign(new Error('no more of the answer in time'), { code: 'ETIMEDOUT' }));
  });
  return body;
}
