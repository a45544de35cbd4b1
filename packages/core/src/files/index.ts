export { csvRowsIn as csvRows } from './csv-rows-in.js';
export { zipEntries } from './zip-entries.js';
export type { CsvOptions, CsvRow } from './csv-rows.js';
export type { TextEncoding } from './decode-text.js';
export type { FileReply } from './file-reply.js';
export type { ZipEntry } from './zip-entries.js';
