import { RefusedError } from '../errors/local-errors.js';
import type { Operation } from '../client/operation.js';
import type { Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';

/** What read-only mode may be set to: everything passes, nothing that writes does, or only what starts a report or a document. */
export type ReadOnlyMode = boolean | 'allow-jobs';

/** The environment's word (panic mode): `1` refuses all writes, `allow-jobs` all but jobs. Anything that is no clear no counts as yes. */
function environmentMode(value: string | undefined): ReadOnlyMode {
  if (!value || value === '0' || value === 'false') return false;
  return value === 'allow-jobs' ? value : true;
}

/** Stands before everything that costs: a write in read-only mode never leaves. Routes that no table knows count as writes. */
export function readOnly({ options }: StageContext): Stage {
  const refuses = ({ effect, idempotency }: Operation): boolean => {
    if (effect !== 'write') return false;
    // The stricter of the two wins: neither a program nor an operator can loosen what the other has closed.
    const modes = [environmentMode(process.env.OCCWO_READ_ONLY), typeof options.readOnly === 'function' ? options.readOnly() : (options.readOnly ?? false)];
    return modes.includes(true) || (modes.includes('allow-jobs') && idempotency !== 'job');
  };
  return (next) => (call) => {
    if (!refuses(call.operation)) return next(call);
    return Promise.reject(
      new RefusedError(`${call.operation.name} writes, and the client is in read-only mode; nothing was sent`, {
        code: 'read-only',
        hint: 'unset OCCWO_READ_ONLY and the option readOnly to allow writes',
      }),
    );
  };
}
