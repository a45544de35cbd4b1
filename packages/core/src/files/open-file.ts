import { Readable } from 'node:stream';
import { OccwoError } from '../errors/occwo-error.js';
import { decompress } from './decompress.js';
import { readText } from './decode-text.js';
import { announcedLength, fileBody, guarded } from './file-body.js';
import type { FileBody } from './file-body.js';
import { fileName } from './file-name.js';
import type { FileReply } from './file-reply.js';
import { csvRowsIn } from './csv-rows-in.js';
import { collect } from './read-body.js';
import { saveFile } from './save-file.js';
import { zipEntries } from './zip-entries.js';

/** Makes the reply of a body that has just been opened. `address` gives the name where the answer has none. */
export function openFile(body: FileBody, address: string): FileReply {
  const { headers, stream } = body.reply;
  if (stream) guarded(stream, body.signal);
  const name = fileName(headers['content-disposition'], address);
  let taken = false;
  const bytes = (): AsyncIterable<Uint8Array> => {
    if (taken) throw new OccwoError('this file has been read already', { code: 'file-read', hint: 'its bytes come once: keep them, or ask for the file again' });
    taken = true;
    return decompress(fileBody(body), headers['content-encoding']);
  };
  return {
    name,
    contentType: headers['content-type'] ?? '',
    length: stream ? announcedLength(headers) : body.reply.body.byteLength,
    bytes: async () => collect(bytes()),
    text: async () => readText(bytes()),
    stream: () => Readable.from(bytes(), { objectMode: false }),
    saveTo: async (path) => saveFile(bytes(), path, name),
    rows: (options) => csvRowsIn(bytes(), options),
    entries: () => zipEntries(bytes(), name),
    cancel() {
      taken = true;
      stream?.destroy();
    },
    [Symbol.asyncIterator]: () => bytes()[Symbol.asyncIterator](),
  };
}
