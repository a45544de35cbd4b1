export { observeSagas } from './observe-sagas.js';
export type { ObserveOptions } from './observe-sagas.js';
export { openTelemetry } from './open-telemetry.js';
export type { SagaTelemetryOptions } from './open-telemetry.js';
