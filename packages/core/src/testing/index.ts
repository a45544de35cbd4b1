export { trySurface } from './try-surface.js';
export type { Surface } from './try-surface.js';
export { memoryTransport } from './memory-transport.js';
export type { MemoryReply, MemoryTransport } from './memory-transport.js';
export { fakeClock } from './fake-clock.js';
export type { FakeClock } from './fake-clock.js';
export { seededRandom } from '../time/random.js';
