import { OccwoError } from '@occwo/core';
import { exitCodeOf, exitCodes } from '../../errors/exit-code.js';
import type { PublishResult } from './publish-catalogue.js';

/** What a publish ends with: an interruption first, then an error that ended a run, then items that were not accepted. */
export function publishExitCode({ marketplaces }: PublishResult, interrupted: boolean): number {
  if (interrupted) return exitCodes.interrupted;
  const errors = marketplaces.filter((one) => one.error !== undefined).map(({ error }) => exitCodeOf(OccwoError.is(error) ? error.code : undefined));
  if (errors.length > 0) return errors.includes(exitCodes.failure) ? exitCodes.failure : Math.max(...errors);
  return marketplaces.some(({ rejected, unknown }) => rejected + unknown > 0) ? exitCodes.partlyDone : exitCodes.done;
}
