import { systemClock } from '@occwo/core';
import { storeConformance } from '../../test/store-conformance.js';
import { memoryStore } from './memory-store.js';

storeConformance('memory', async () => ({ store: memoryStore(systemClock), remove: async () => {} }));
