import { ValueType } from '@opentelemetry/api';
import type { Meter } from '@opentelemetry/api';

/** An attempt is a call: the boundaries that HTTP clients use. */
const callSeconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60];
/** A saga may take milliseconds or weeks. */
const sagaSeconds = [0.01, 0.1, 1, 10, 60, 600, 3_600, 21_600, 86_400, 604_800, 2_592_000];

/** Every instrument that events write to. Keys of sagas are in spans only: as an attribute of metrics each would be a series of its own. */
export function sagaMeters(meter: Meter) {
  const counter = (name: string, unit: string, description: string) => meter.createCounter(name, { unit, description, valueType: ValueType.INT });
  return {
    started: counter('occwo.saga.started', '{saga}', 'Sagas started by this process'),
    duration: meter.createHistogram('occwo.saga.duration', {
      unit: 's', description: 'Age of sagas that ended here, by how they ended', advice: { explicitBucketBoundaries: sagaSeconds },
    }),
    attemptDuration: meter.createHistogram('occwo.saga.attempt.duration', {
      unit: 's', description: 'One attempt of a step or of its undo, by outcome; the wait for a place is included', advice: { explicitBucketBoundaries: callSeconds },
    }),
    stuck: counter('occwo.saga.stuck', '{saga}', 'Sagas that stopped where a person must look'),
    takeovers: counter('occwo.saga.takeovers', '{saga}', 'Sagas taken over from workers that died'),
    leasesLost: counter('occwo.saga.leases.lost', '{lease}', 'Leases that this worker lost: it was frozen, or the database was away'),
  };
}
