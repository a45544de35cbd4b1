export type { Cache } from './cache.js';
export { memoryCache } from './memory-cache.js';
export type { MemoryCacheOptions } from './memory-cache.js';
