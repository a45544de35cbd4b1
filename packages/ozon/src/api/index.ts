import { hosts as performanceHosts } from '../generated/performance/hosts.js';
import { limits as performanceLimits } from '../generated/performance/limits.js';
import { operations as performanceOperations } from '../generated/performance/operations.js';
import { paging as performancePaging } from '../generated/performance/paging.js';
import { schemas as performanceSchemas } from '../generated/performance/schemas.js';
import { hosts } from '../generated/seller/hosts.js';
import { limits } from '../generated/seller/limits.js';
import { operations } from '../generated/seller/operations.js';
import { paging } from '../generated/seller/paging.js';
import { schemas } from '../generated/seller/schemas.js';

/**
 * What is known of every operation of Ozon's Seller API, as data: hosts, operations, limits, paging, and what is loaded when it
 * is asked for: the schemas of a group, and the titles that the documents give to operations (Russian). For tools; a program that
 * calls the API wants the client.
 *
 * @example
 * const writes = operationIndex(api.operations).all().filter(({ effect }) => effect === 'write');
 */
export const api = { hosts, operations, limits, paging, schemas, titles: async () => (await import('../generated/seller/titles.js')).titles };

/** The same of the Performance API (advertising). */
export const performanceApi = {
  hosts: performanceHosts,
  operations: performanceOperations,
  limits: performanceLimits,
  paging: performancePaging,
  schemas: performanceSchemas,
  titles: async () => (await import('../generated/performance/titles.js')).titles,
};
