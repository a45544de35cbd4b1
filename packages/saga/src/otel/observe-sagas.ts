import { metrics } from '@opentelemetry/api';
import type { BatchObservableResult, Meter } from '@opentelemetry/api';
import type { Sagas } from '../runner/sagas.js';

export interface ObserveOptions {
  /** Default: the global meter provider's `@occwo/saga`. */
  readonly meter?: Meter;
}

/**
 * Gauges of all that stands in the database, by saga, version and status: `occwo.saga.count`, `occwo.saga.waiting` (due, and owned by
 * nobody: grows when there are too few workers), `occwo.saga.oldest.age` of what has not
 * ended, in seconds. What is stuck is the count of status `stuck`.
 * Every collection is one counting query over the table: let one process observe, not every worker. The answer stops it.
 *
 * @example const stop = observeSagas(createSagas({ database, definitions: [] }));
 */
export function observeSagas(sagas: Pick<Sagas, 'stats'>, options: ObserveOptions = {}): () => void {
  const meter = options.meter ?? metrics.getMeter('@occwo/saga');
  const count = meter.createObservableGauge('occwo.saga.count', { unit: '{saga}', description: 'Sagas in the database' });
  const waiting = meter.createObservableGauge('occwo.saga.waiting', { unit: '{saga}', description: 'Sagas that are due and that no worker has taken yet' });
  const oldest = meter.createObservableGauge('occwo.saga.oldest.age', { unit: 's', description: 'Age of the oldest saga that has not ended' });
  const gauges = [count, waiting, oldest];

  const observe = async (result: BatchObservableResult): Promise<void> => {
    for (const line of await sagas.stats()) {
      const attributes = { 'occwo.saga.name': line.name, 'occwo.saga.version': line.version, 'occwo.saga.status': line.status };
      result.observe(count, line.count, attributes);
      if (line.status === 'running') result.observe(waiting, line.waiting, attributes);
      if (line.status === 'running' || line.status === 'stuck') result.observe(oldest, line.oldestMs / 1_000, attributes);
    }
  };
  meter.addBatchObservableCallback(observe, gauges);
  return () => meter.removeBatchObservableCallback(observe, gauges);
}
