export { memoryTransport } from './memory-transport.js';
export type { MemoryReply, MemoryTransport } from './memory-transport.js';
export { fakeClock } from './fake-clock.js';
export type { FakeClock } from './fake-clock.js';
export { seededRandom } from '../time/random.js';
