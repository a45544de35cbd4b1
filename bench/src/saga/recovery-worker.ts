// Starts one saga, drives it into a step that never ends, says so, and waits to be killed.
import { createSagas, openDatabase } from '@occwo/saga';
import { held, leaseMs } from './held-saga.js';

const [url, key] = process.argv.slice(2) as [string, string];
const definition = held(() => new Promise(() => process.send?.('held')));
const sagas = createSagas({ database: await openDatabase(url), definitions: [definition], leaseMs });
await sagas.work();
await sagas.start(definition, { key, input: null });
