import { saga } from '@occwo/saga';
import type { BeforePivot } from '@occwo/saga';

/** Of the workers whose death is measured. */
export const leaseMs = 1_000;

/** One step, which does what it is told. */
export const held = (run: () => Promise<unknown>): BeforePivot<null, object> =>
  saga<null>('held').step('hold', { run, undo: 'nothing to undo' });
