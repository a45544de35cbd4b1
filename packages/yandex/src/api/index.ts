import { hosts } from '../generated/hosts.js';
import { limits } from '../generated/limits.js';
import { operations } from '../generated/operations.js';
import { paging } from '../generated/paging.js';
import { schemas } from '../generated/schemas.js';

/**
 * What is known of every operation of the Yandex Market Partner API, as data: hosts, operations, limits, paging, and what is loaded when it is asked for:
 * the schemas of a group, and the titles that the documents give to operations (Russian). For tools; a program that calls the API wants the client.
 *
 * @example
 * const writes = operationIndex(api.operations).all().filter(({ effect }) => effect === 'write');
 */
export const api = { hosts, operations, limits, paging, schemas, titles: async () => (await import('../generated/titles.js')).titles };
