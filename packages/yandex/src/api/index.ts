import { hosts } from '../generated/hosts.js';
import { limits } from '../generated/limits.js';
import { operations } from '../generated/operations.js';
import { paging } from '../generated/paging.js';
import { schemas } from '../generated/schemas.js';

/**
 * What is known of every operation of the Yandex Market Partner API, as data: hosts, operations, limits, paging, and the schemas of a group, which
 * are loaded when they are asked for. For tools; a program that calls the API wants the client.
 *
 * @example
 * const writes = operationIndex(api.operations).all().filter(({ effect }) => effect === 'write');
 */
export const api = { hosts, operations, limits, paging, schemas };
