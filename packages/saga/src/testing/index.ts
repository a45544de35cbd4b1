export { crashPoints } from '../runner/points.js';
export type { CrashPoint } from '../runner/points.js';
export type { TestCall } from './instrument.js';
export { testSaga } from './test-saga.js';
export type { SagaTest } from './test-saga.js';
